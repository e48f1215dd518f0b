-- migrate:up
ALTER TABLE orders ADD COLUMN total numeric;
CREATE INDEX orders_of_user ON orders (user_id);

-- migrate:down
ALTER TABLE orders DROP COLUMN total;
