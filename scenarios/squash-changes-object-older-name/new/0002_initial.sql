-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, state text);

-- migrate:down
DROP TABLE users;
