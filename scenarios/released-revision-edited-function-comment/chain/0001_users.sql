-- migrate:up
create table users (
  id int8 PRIMARY KEY, email text NOT NULL);
-- migrate:down
DROP TABLE users;
