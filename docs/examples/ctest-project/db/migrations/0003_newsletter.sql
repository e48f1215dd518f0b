-- migrate:up
ALTER TABLE customers ADD COLUMN newsletter boolean NOT NULL DEFAULT false;
CREATE INDEX customers_email_idx ON customers (email);

-- migrate:down
DROP INDEX customers_email_idx;
ALTER TABLE customers DROP COLUMN newsletter;
