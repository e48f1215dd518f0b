-- migrate:up
CREATE TABLE users (id int PRIMARY KEY, name text, shown_as text);

-- migrate:down
DROP TABLE users;
