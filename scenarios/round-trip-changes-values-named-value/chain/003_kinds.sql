-- migrate:up
UPDATE carts SET kind = 'gift' WHERE lower(kind) IN ('present', 'donation');

-- migrate:down
SELECT 1;
