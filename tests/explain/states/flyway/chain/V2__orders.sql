CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES users);
