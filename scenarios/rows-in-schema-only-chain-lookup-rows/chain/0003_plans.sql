-- migrate:up
CREATE TABLE plans (name text PRIMARY KEY);
INSERT INTO plans VALUES ('free'), ('paid');
-- migrate:down
DROP TABLE plans;
