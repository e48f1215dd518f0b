-- People sign up; the auth provider knows their password, we know their account.
-- migrate:up
CREATE TABLE users (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  auth_id      text NOT NULL CONSTRAINT users_auth_id_key UNIQUE,
  email        email_address NOT NULL,
  display_name text NOT NULL DEFAULT '',
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE users IS 'One row for each account.';
COMMENT ON COLUMN users.auth_id IS 'The "id" of the auth provider''s "User"; no foreign key, as that table is not ours.';

-- Nobody may register twice by changing the case of a letter.
CREATE UNIQUE INDEX users_email_lower_idx ON users (lower(email));

CREATE FUNCTION set_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;
COMMENT ON FUNCTION set_updated_at() IS 'For BEFORE UPDATE triggers of tables with an updated_at.';

CREATE TRIGGER set_updated_at
  BEFORE UPDATE ON users
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION set_updated_at();

-- migrate:down
DROP TABLE users;
DROP FUNCTION set_updated_at();
