INSERT INTO users (email) VALUES ('root@example.org');
CREATE EXTENSION pg_trgm;
CREATE INDEX users_email_trgm ON users USING gin (email gin_trgm_ops);
