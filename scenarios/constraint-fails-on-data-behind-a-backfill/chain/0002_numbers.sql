-- migrate:loses orders.price
-- migrate:up
ALTER TABLE orders ADD COLUMN pieces int;
UPDATE orders SET pieces = quantity::int;
ALTER TABLE orders ALTER COLUMN code TYPE varchar(5), ALTER COLUMN price TYPE numeric(4, 1) USING price::numeric;

-- migrate:down
ALTER TABLE orders ALTER COLUMN price TYPE text, ALTER COLUMN code TYPE text, DROP COLUMN pieces;
