-- migrate:up
UPDATE orders SET note = '' WHERE note IS NULL;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;

-- migrate:down
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
