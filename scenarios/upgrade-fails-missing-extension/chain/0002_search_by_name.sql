-- migrate:up
CREATE INDEX users_name_idx ON users USING gin (name gin_trgm_ops);

-- migrate:down
DROP INDEX users_name_idx;
