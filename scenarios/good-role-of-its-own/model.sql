CREATE TABLE users (id bigint PRIMARY KEY, made_by name NOT NULL DEFAULT current_user);
GRANT SELECT ON users TO app_reader;
CREATE VIEW reports.users AS SELECT id FROM users;
COMMENT ON EXTENSION file_fdw IS 'foreign-data wrapper for flat file access';
