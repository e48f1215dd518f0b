-- migrate:up
ALTER TABLE orders ADD CONSTRAINT quantity_positive CHECK (quantity > 0);

-- migrate:down
ALTER TABLE orders DROP CONSTRAINT quantity_positive;
