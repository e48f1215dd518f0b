-- migrate:up
ALTER TABLE events ALTER COLUMN starts TYPE timestamptz;

-- migrate:down
ALTER TABLE events ALTER COLUMN starts TYPE timestamp;
