-- migrate:up
ALTER TABLE visits ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';

-- migrate:down
ALTER TABLE visits ALTER COLUMN at TYPE timestamp USING at AT TIME ZONE 'UTC';
