DROP VIEW open_orders;
ALTER TABLE orders DROP COLUMN note;
