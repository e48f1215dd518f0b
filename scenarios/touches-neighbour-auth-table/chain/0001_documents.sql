-- migrate:up
CREATE TABLE documents (id bigint PRIMARY KEY, author_id text NOT NULL);

-- migrate:down
DROP TABLE documents;
