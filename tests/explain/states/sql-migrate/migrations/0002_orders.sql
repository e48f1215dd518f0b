-- +migrate Up
CREATE TABLE orders (id int PRIMARY KEY);
ALTER TABLE users ADD COLUMN name text;

-- +migrate Down
DROP TABLE orders;
ALTER TABLE users DROP COLUMN name;
