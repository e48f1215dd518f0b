-- +migrate Up
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);

-- +migrate StatementBegin
CREATE FUNCTION normal_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Trims it.
    NEW.email := trim(NEW.email);
    RETURN NEW;
END
$$;
-- +migrate StatementEnd

CREATE TRIGGER users_email BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION normal_email();

-- +migrate Down
DROP TABLE users;
DROP FUNCTION normal_email();
