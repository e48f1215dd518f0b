-- migrate:up
CREATE TABLE users (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  name  text
);

-- migrate:down
DROP TABLE users;
