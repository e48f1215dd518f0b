-- pgstair: allow downgrade-leaves-residue the extension stays, others use it
-- +goose Up
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- +goose Down
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
