-- migrate:up
CREATE TABLE orders (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users
);
CREATE INDEX users_name_idx ON users (name);

-- migrate:down
DROP TABLE orders;
