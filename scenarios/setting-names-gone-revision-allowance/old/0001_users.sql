-- migrate:up
CREATE TABLE users (id int PRIMARY KEY, name text);
