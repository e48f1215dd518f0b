ALTER TABLE users ADD COLUMN name text;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
