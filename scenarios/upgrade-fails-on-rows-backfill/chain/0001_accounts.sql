-- migrate:up
CREATE TABLE plans (id int PRIMARY KEY);
CREATE TABLE accounts (id serial PRIMARY KEY, nickname text, display_name text NOT NULL, plan int, age int, score int CHECK (score < 1000));
CREATE TABLE emails (id serial PRIMARY KEY, address text UNIQUE, plan int REFERENCES plans);
-- migrate:irreversible the first tables
