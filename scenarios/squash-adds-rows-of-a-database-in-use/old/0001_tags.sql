-- migrate:up
CREATE TABLE tags (name text PRIMARY KEY);
INSERT INTO tags VALUES ('news');

-- migrate:down
DROP TABLE tags;
