-- migrate:up
ALTER TABLE products ADD COLUMN cents integer;
UPDATE products SET cents = price * 100;
ALTER TABLE products DROP COLUMN price;
ALTER TABLE products RENAME COLUMN cents TO price;
COMMENT ON COLUMN products.price IS 'In cents.';

-- migrate:down
ALTER TABLE products ADD COLUMN euros numeric(10, 2);
UPDATE products SET euros = price / 100.0;
ALTER TABLE products DROP COLUMN price;
ALTER TABLE products RENAME COLUMN euros TO price;
