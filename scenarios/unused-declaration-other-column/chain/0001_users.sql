-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, fax text);
CREATE INDEX users_fax_idx ON users (fax);

-- migrate:down
DROP TABLE users;
