-- migrate:up
CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- as the mail server compares them
  NEW.email := lower(NEW.email);
  RETURN NEW;
END $$;
-- migrate:down
DROP FUNCTION IF EXISTS lower_email();
