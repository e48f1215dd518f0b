-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, phone text, nick text, town text, born text, fax text, logins int);
CREATE TABLE visits (id bigint PRIMARY KEY, place text);

-- migrate:down
DROP TABLE visits;
DROP TABLE users;
