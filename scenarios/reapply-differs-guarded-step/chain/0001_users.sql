-- migrate:up
CREATE TABLE users (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL
);
CREATE TABLE finished_steps (name text PRIMARY KEY);

-- migrate:down
DROP TABLE finished_steps;
DROP TABLE users;
