-- +migrate Up
CREATE TABLE users (id int PRIMARY KEY, email text);

-- +migrate Down
DROP TABLE users;
