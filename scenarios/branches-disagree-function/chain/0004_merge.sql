-- migrate:parents 0002_rounded 0003_reduced
-- migrate:up
SELECT 1;

-- migrate:down
SELECT 1;
