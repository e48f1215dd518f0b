-- migrate:parents 0002_open 0003_draft
-- migrate:up
SELECT 1;

-- migrate:down
SELECT 1;
