-- pgstair: irreversible it stands for three revisions

-- migrate:up
CREATE TABLE users (id int PRIMARY KEY, name text, shown_as text);
CREATE INDEX users_name ON users (name);
