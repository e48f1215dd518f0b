-- migrate:parents 0001_prices
-- migrate:up
CREATE OR REPLACE FUNCTION gross(price numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT round(price * 1.19, 2)';
CREATE OR REPLACE VIEW offers AS SELECT id, price FROM items WHERE price > 0;

-- migrate:down
CREATE OR REPLACE VIEW offers AS SELECT id, price FROM items;
CREATE OR REPLACE FUNCTION gross(price numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT price * 1.19';
