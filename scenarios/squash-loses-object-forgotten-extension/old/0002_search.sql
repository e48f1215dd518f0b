-- migrate:up
CREATE EXTENSION pg_trgm;
CREATE INDEX users_email_trgm ON users USING gin (email gin_trgm_ops);

-- migrate:down
DROP INDEX users_email_trgm;
DROP EXTENSION pg_trgm;
