-- migrate:up
ALTER TABLE moved RENAME TO notes;
WITH gone AS (DELETE FROM notes RETURNING id) INSERT INTO cache SELECT id::text FROM gone;

-- migrate:down
ALTER TABLE notes RENAME TO moved;
