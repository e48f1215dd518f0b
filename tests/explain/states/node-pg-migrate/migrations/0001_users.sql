-- Up Migration
CREATE TABLE users (id int PRIMARY KEY, email text);

-- Down Migration
DROP TABLE users;
