-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, phone text, fax text);

-- migrate:down
DROP TABLE users;
