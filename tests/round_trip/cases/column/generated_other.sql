-- case: a generated column comes back with another expression
-- object: column public.orders.tax
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP COLUMN tax;
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.16) STORED;

-- faulty down:
ALTER TABLE orders DROP COLUMN tax;
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.20) STORED;

-- correct down:
ALTER TABLE orders DROP COLUMN tax;
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.19) STORED;
