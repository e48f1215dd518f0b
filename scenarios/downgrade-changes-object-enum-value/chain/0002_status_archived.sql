-- migrate:up
ALTER TYPE status ADD VALUE 'archived';

-- migrate:down
UPDATE tasks SET status = 'done' WHERE status::text = 'archived';
