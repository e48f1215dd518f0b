-- migrate:up
ALTER TABLE users ADD COLUMN display_name text;

-- migrate:down
-- TODO: undo the upgrade here.
