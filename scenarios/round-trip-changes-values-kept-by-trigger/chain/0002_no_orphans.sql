-- migrate:up
DELETE FROM comments
WHERE post_id IN (SELECT id FROM posts WHERE id > 0) AND id NOT IN (SELECT id FROM comments_fast WHERE body = 'kept');

-- migrate:down
SELECT 1;
