-- pgstair: irreversible it stands for two revisions

-- migrate:up
CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE INDEX users_name ON users (name);
