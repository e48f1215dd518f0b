-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);

-- +goose StatementBegin
CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.email := lower(NEW.email);
  RETURN NEW;
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER lower_email BEFORE INSERT OR UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION lower_email();

-- +goose Down
DROP TABLE users;
DROP FUNCTION lower_email();
