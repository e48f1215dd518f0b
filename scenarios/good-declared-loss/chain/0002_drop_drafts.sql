-- migrate:loses drafts
-- migrate:up
DROP TABLE IF EXISTS drafts;
ALTER TABLE posts ADD COLUMN is_draft boolean NOT NULL DEFAULT false;

-- migrate:down
ALTER TABLE posts DROP COLUMN is_draft;
