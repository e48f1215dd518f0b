-- migrate:up
CREATE TABLE notes (
  user_id int NOT NULL REFERENCES users,
  text    text NOT NULL
);

-- migrate:down
DROP TABLE notes;
