-- migrate:up
ALTER TYPE status ADD VALUE 'archived';
ALTER TABLE tasks ADD COLUMN archived_at timestamptz;

-- migrate:down
UPDATE tasks SET status = 'done' WHERE status::text = 'archived';
ALTER TABLE tasks DROP COLUMN archived_at;
