-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE INDEX users_name_idx ON users USING gin (name gin_trgm_ops);
GRANT SELECT ON users TO reporting;

-- migrate:down
DROP TABLE users;
