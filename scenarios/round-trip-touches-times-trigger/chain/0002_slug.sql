-- migrate:up
ALTER TABLE posts ADD COLUMN slug text;
UPDATE posts SET slug = lower(title);

-- migrate:down
ALTER TABLE posts DROP COLUMN slug;
