-- pgstair: irreversible a hash cannot be turned back into its name
-- +goose Up
UPDATE users SET name = md5(name);

-- +goose Down
SELECT 'nothing can be done';
