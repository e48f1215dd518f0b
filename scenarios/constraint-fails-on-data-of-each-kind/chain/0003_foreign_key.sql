-- migrate:up
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers;

-- migrate:down
ALTER TABLE orders DROP CONSTRAINT orders_customer;
