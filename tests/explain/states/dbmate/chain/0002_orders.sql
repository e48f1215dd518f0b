-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES users);
CREATE INDEX orders_customer_idx ON orders (customer);

-- migrate:down
DROP TABLE orders;
