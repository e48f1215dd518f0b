CREATE TABLE users (
  id    int PRIMARY KEY,
  first text,
  last  text
);
CREATE TABLE notes (
  user_id int NOT NULL REFERENCES users,
  text    text NOT NULL
);
