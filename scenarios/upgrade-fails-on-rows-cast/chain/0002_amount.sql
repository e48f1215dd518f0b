-- migrate:up
ALTER TABLE invoices ADD COLUMN amount numeric;
UPDATE invoices SET amount = amount_text::numeric;

-- migrate:down
ALTER TABLE invoices DROP COLUMN amount;
