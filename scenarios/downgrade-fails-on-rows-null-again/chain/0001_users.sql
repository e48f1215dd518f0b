-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, phone text NOT NULL);

-- migrate:down
DROP TABLE users;
