-- migrate:up
CREATE TABLE users (
  id   int PRIMARY KEY,
  name text
);

-- migrate:down
DROP TABLE users;
