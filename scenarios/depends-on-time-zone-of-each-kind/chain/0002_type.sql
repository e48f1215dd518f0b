-- migrate:up
ALTER TABLE visits ALTER COLUMN at TYPE timestamp;

-- migrate:down
ALTER TABLE visits ALTER COLUMN at TYPE timestamptz;
