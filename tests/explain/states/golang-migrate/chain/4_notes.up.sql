ALTER TABLE orders ADD COLUMN note text;
CREATE VIEW open_orders AS SELECT id, note FROM orders;
