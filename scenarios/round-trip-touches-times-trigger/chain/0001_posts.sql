-- migrate:up
CREATE TABLE posts (id bigint PRIMARY KEY, title text NOT NULL, updated_at timestamptz NOT NULL);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch();

-- migrate:down
DROP TABLE posts;
DROP FUNCTION touch();
