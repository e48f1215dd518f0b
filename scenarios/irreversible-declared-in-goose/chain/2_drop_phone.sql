-- pgstair: loses users.phone
-- +goose Up
ALTER TABLE users DROP COLUMN IF EXISTS phone;

-- +goose Down
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
