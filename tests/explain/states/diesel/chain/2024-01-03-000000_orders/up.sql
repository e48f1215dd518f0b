CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE users ADD COLUMN name text;
