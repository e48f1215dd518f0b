-- migrate:up
CREATE TABLE posts (id bigint PRIMARY KEY, body text NOT NULL);
CREATE TABLE drafts (id bigint PRIMARY KEY, body text NOT NULL);

-- migrate:down
DROP TABLE IF EXISTS drafts;
DROP TABLE posts;
