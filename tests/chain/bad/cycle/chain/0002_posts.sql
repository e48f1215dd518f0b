-- migrate:parents 0001_users 0003_tags
-- migrate:up
SELECT 1;
-- migrate:down
