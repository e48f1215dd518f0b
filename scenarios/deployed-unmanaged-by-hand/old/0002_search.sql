-- migrate:up
INSERT INTO users (email) VALUES ('root@example.org');
CREATE EXTENSION pg_trgm;
CREATE INDEX users_email_trgm ON users USING gin (email gin_trgm_ops);

-- migrate:down
DROP INDEX users_email_trgm;
DROP EXTENSION pg_trgm;
TRUNCATE users;
