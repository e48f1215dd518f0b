-- migrate:up
ALTER TABLE kinds ADD COLUMN note text;

-- migrate:down
ALTER TABLE kinds DROP COLUMN note;
