-- migrate:up
CREATE TABLE IF NOT EXISTS audit (id int PRIMARY KEY);
ALTER TABLE audit ADD COLUMN IF NOT EXISTS note text;

-- migrate:down
SELECT 1;
