-- migrate:up
CREATE TABLE orders (id int PRIMARY KEY, quantity text NOT NULL, code text, price text, data jsonb);
CREATE TABLE drafts (id int PRIMARY KEY);
CREATE TABLE "Straßen" (id int PRIMARY KEY, r text);

-- migrate:down
DROP TABLE "Straßen", drafts, orders;
