-- migrate:up
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id serial PRIMARY KEY,
  customer_id int NOT NULL CONSTRAINT orders_customer_fkey REFERENCES customers,
  total numeric(10, 2) NOT NULL
);

-- migrate:down
DROP TABLE orders;
DROP TABLE customers;
