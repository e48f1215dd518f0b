-- migrate:up
WITH gone AS (DELETE FROM plans WHERE name = 'free' RETURNING name)
SELECT count(*) FROM gone;
-- migrate:down
INSERT INTO plans VALUES ('free');
