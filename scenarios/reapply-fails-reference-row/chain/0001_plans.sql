-- migrate:up
CREATE TABLE plans (code text PRIMARY KEY, price integer NOT NULL);

-- migrate:down
DROP TABLE plans;
