-- migrate:up
CREATE TABLE invoices (id bigint PRIMARY KEY, amount_text text);

-- migrate:down
DROP TABLE invoices;
