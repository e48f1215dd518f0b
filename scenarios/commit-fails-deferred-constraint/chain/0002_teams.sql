-- migrate:up
CREATE TABLE teams (
  name     text PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES users DEFERRABLE INITIALLY DEFERRED
);

-- migrate:down
DROP TABLE teams;
