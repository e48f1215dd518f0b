-- migrate:up
CREATE TABLE documents (
  id bigint PRIMARY KEY,
  author_id text NOT NULL REFERENCES "User"
);

-- migrate:down
DROP TABLE documents;
