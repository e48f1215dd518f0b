-- migrate:parents 0002_invoices
-- migrate:up
CREATE TABLE teams (name text PRIMARY KEY);

-- migrate:down
DROP TABLE teams;
