-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN name text;
UPDATE users SET name = email;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
ALTER TABLE users ALTER COLUMN name SET NOT NULL;

-- +goose Down
DROP INDEX CONCURRENTLY users_email_key;
ALTER TABLE users DROP COLUMN name;
