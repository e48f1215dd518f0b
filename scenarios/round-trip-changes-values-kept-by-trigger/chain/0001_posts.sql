-- migrate:up
CREATE TABLE posts (id int PRIMARY KEY, title text, replies int NOT NULL DEFAULT 0);
CREATE TABLE comments (id int PRIMARY KEY, post_id int NOT NULL REFERENCES posts, body text);
CREATE TABLE comments_fast (id int PRIMARY KEY, body text);
CREATE TABLE likes (comment_id int PRIMARY KEY REFERENCES comments ON DELETE CASCADE, liked boolean);
CREATE FUNCTION count_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE posts SET replies = replies + 1 WHERE id = NEW.post_id AND replies < 1000000;
    INSERT INTO comments_fast VALUES (NEW.id, NEW.body) ON CONFLICT DO NOTHING;
  ELSE
    UPDATE posts SET replies = replies - 1 WHERE id = OLD.post_id AND replies > -1000000;
    DELETE FROM comments_fast WHERE id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER comments_count AFTER INSERT OR DELETE ON comments FOR EACH ROW EXECUTE FUNCTION count_replies();
CREATE FUNCTION count_likes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM likes; RETURN NULL; END $$;
CREATE TRIGGER likes_count AFTER INSERT OR DELETE ON likes FOR EACH ROW EXECUTE FUNCTION count_likes();

-- migrate:down
DROP TABLE likes, comments_fast, comments, posts;
DROP FUNCTION count_replies, count_likes;
