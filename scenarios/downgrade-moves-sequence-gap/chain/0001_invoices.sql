-- migrate:up
CREATE SEQUENCE invoice_number;
CREATE TABLE invoices (number bigint PRIMARY KEY DEFAULT nextval('invoice_number'));

-- migrate:down
DROP TABLE invoices;
DROP SEQUENCE invoice_number;
