-- migrate:up
CREATE TABLE plans (name text PRIMARY KEY, cents int NOT NULL);
INSERT INTO plans VALUES ('small', 500);

-- migrate:down
DROP TABLE plans;
