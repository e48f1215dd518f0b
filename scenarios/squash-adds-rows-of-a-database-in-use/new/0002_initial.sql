-- migrate:up
CREATE TABLE tags (name text PRIMARY KEY);
INSERT INTO tags VALUES ('news'), ('cats');
CREATE TABLE posts (tag text REFERENCES tags);

-- migrate:down
DROP TABLE posts;
DROP TABLE tags;
