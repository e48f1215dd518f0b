-- migrate:up
ALTER TABLE cache ADD COLUMN until timestamptz;

-- migrate:down
TRUNCATE cache;
ALTER TABLE cache DROP COLUMN until;
