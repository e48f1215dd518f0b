-- migrate:up
CREATE TABLE items (id int PRIMARY KEY, price numeric NOT NULL);
CREATE FUNCTION gross(price numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT price * 1.19';
CREATE VIEW offers AS SELECT id, price FROM items;

-- migrate:down
DROP VIEW offers;
DROP FUNCTION gross;
DROP TABLE items;
