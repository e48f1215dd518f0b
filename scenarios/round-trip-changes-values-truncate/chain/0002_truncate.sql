-- migrate:up
TRUNCATE sessions;

-- migrate:down
SELECT 1;
