-- migrate:up
CREATE VIEW user_counts AS SELECT count(*) AS users FROM users;
GRANT SELECT ON user_counts TO pg_monitor;

-- The monitoring can read it:
SET ROLE pg_monitor;
SELECT users FROM public.user_counts;

-- migrate:down
DROP VIEW user_counts;
