-- case: a unique index comes back as a plain one
-- object: index customers_email_lower_idx on public.customers
-- finding: downgrade-changes-object

-- up:
DROP INDEX customers_email_lower_idx;

-- faulty down:
CREATE INDEX customers_email_lower_idx ON customers (lower(email));

-- correct down:
CREATE UNIQUE INDEX customers_email_lower_idx ON customers (lower(email));
