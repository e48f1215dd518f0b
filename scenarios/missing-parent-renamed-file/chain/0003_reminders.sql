-- migrate:parents 0002_invoice_table
-- migrate:up
CREATE TABLE reminders (invoice_id bigint NOT NULL REFERENCES invoices);

-- migrate:down
DROP TABLE reminders;
