-- migrate:up
CREATE TABLE invoices (number text NOT NULL);
CREATE FUNCTION require_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS NULL THEN
    RAISE EXCEPTION 'an invoice needs a number';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER require_number BEFORE INSERT ON invoices
  FOR EACH ROW EXECUTE FUNCTION require_number();

-- migrate:down
DROP TABLE invoices;
DROP FUNCTION require_number();
