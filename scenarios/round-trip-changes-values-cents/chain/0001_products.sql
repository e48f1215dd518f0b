-- migrate:up
CREATE TABLE products (id bigint PRIMARY KEY, price numeric(6, 2) CHECK (price > 0));

-- migrate:down
DROP TABLE products;
