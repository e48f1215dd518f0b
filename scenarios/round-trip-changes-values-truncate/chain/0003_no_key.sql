-- migrate:up
DELETE FROM cache;

-- migrate:down
SELECT 1;
