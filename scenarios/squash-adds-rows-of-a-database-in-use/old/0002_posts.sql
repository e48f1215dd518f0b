-- migrate:up
CREATE TABLE posts (tag text REFERENCES tags);

-- migrate:down
DROP TABLE posts;
