-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN IF NOT EXISTS name text;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key ON users (email);
ALTER TABLE users ALTER COLUMN name SET DEFAULT '';

-- +goose Down
DROP INDEX users_email_key;
ALTER TABLE users DROP COLUMN name;
