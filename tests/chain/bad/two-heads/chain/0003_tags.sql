-- migrate:parents 0001_users
-- migrate:up
SELECT 1;
-- migrate:down
