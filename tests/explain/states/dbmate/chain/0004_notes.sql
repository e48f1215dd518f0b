-- migrate:up
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN total numeric NOT NULL DEFAULT 0;
CREATE VIEW open_orders AS SELECT id, note FROM orders WHERE total = 0;

-- migrate:down
DROP VIEW open_orders;
ALTER TABLE orders DROP COLUMN total;
ALTER TABLE orders DROP COLUMN note;
