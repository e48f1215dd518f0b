-- migrate:up
ALTER TABLE invoices ADD COLUMN imported_from text;
SELECT setval('invoice_number', 50000);

-- migrate:down
ALTER TABLE invoices DROP COLUMN imported_from;
