-- needs the users
-- migrate:parents 0001_user_table
-- migrate:up
SELECT 1;
-- migrate:down
