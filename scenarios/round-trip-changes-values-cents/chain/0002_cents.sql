-- migrate:up
ALTER TABLE products DROP CONSTRAINT products_price_check;
ALTER TABLE products ALTER COLUMN price TYPE bigint USING price * 100;
ALTER TABLE products ADD CONSTRAINT products_price_check CHECK (price > 0);

-- migrate:down
ALTER TABLE products DROP CONSTRAINT products_price_check;
ALTER TABLE products ALTER COLUMN price TYPE numeric(8, 2);
ALTER TABLE products ALTER COLUMN price TYPE numeric(6, 2) USING least(price, 9999);
ALTER TABLE products ADD CONSTRAINT products_price_check CHECK (price > 0::numeric);
