-- migrate:up
DELETE FROM carts WHERE status = 'obsolete';

-- migrate:down
SELECT 1;
