-- Up Migration
CREATE TABLE orders (id int PRIMARY KEY);
ALTER TABLE users ADD COLUMN name text;

-- Down Migration
DROP TABLE orders;
ALTER TABLE users DROP COLUMN name;
