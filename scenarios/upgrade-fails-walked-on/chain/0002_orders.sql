-- migrate:up
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users);
CREATE VIEW buyers AS SELECT id, mail FROM users;

-- migrate:down
DROP VIEW buyers;
DROP TABLE orders;
