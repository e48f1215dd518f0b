-- migrate:up
CREATE TABLE invoices (id bigint PRIMARY KEY);

-- migrate:down
DROP TABLE invoices;
