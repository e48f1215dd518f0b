-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, role text NOT NULL);
CREATE TABLE roles (name text PRIMARY KEY);
INSERT INTO roles VALUES ('admin'), ('guest');

-- migrate:down
DROP TABLE roles;
DROP TABLE users;
