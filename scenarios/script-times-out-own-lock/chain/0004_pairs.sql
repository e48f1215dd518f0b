-- migrate:parents 0001_accounts
-- migrate:up
CREATE TABLE pairs (a int, b int);

-- migrate:down
SELECT count(*) FROM generate_series(1, 1000000) AS a, generate_series(1, 1000000) AS b WHERE a <> b;
DROP TABLE pairs;
