-- migrate:up
DROP INDEX IF EXISTS users_email_idx;
CREATE INDEX users_email_lower_idx ON users (lower(email));

-- migrate:down
DROP INDEX users_email_lower_idx;
