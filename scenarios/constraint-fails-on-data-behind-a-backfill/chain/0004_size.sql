-- migrate:up
ALTER TABLE orders ADD COLUMN size int;
UPDATE orders SET size = (data ->> 'size')::int;

-- migrate:down
ALTER TABLE orders DROP COLUMN size;
