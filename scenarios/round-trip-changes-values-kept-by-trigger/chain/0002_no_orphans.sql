-- migrate:up
DELETE FROM comments
WHERE post_id IN (SELECT id FROM posts WHERE id > 0) AND id NOT IN (SELECT id FROM comments_fast WHERE body = 'kept')
  AND id NOT IN (SELECT comment_id FROM likes WHERE comment_id < -1000);

-- migrate:down
SELECT 1;
