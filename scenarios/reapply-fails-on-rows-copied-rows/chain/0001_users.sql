-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE settings (user_id bigint, key text, value text, PRIMARY KEY (user_id, key));

-- migrate:down
DROP TABLE settings;
DROP TABLE users;
