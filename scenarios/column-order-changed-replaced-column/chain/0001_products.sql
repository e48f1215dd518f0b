-- migrate:up
CREATE TABLE products (
  code  text PRIMARY KEY,
  price numeric(10, 2),
  name  text NOT NULL
);

-- migrate:down
DROP TABLE products;
