CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES users);
CREATE INDEX orders_customer_idx ON orders (customer);
ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (email <> '');
