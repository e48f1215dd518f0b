-- migrate:up
ALTER TABLE notes ADD COLUMN kind text;
UPDATE notes SET kind = 'note';
ALTER TABLE notes ALTER COLUMN kind SET NOT NULL;

-- migrate:down
ALTER TABLE notes DROP COLUMN kind;
