-- migrate:up
CREATE TABLE accounts (id int PRIMARY KEY, code int);

-- migrate:down
DROP TABLE accounts;
