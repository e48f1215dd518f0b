-- Up Migration
CREATE INDEX users_email ON users (email);

-- Down Migration
DROP INDEX users_email;
