-- migrate:up
CREATE TABLE carts (id serial PRIMARY KEY, status text NOT NULL, kind text, weight numeric DEFAULT -1);

-- migrate:down
DROP TABLE carts;
