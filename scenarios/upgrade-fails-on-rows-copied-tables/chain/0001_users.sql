-- migrate:up
CREATE TABLE users (id serial PRIMARY KEY, email text, is_admin boolean);
CREATE VIEW admins AS SELECT * FROM users WHERE is_admin;
-- migrate:irreversible the first table
