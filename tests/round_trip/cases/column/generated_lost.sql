-- case: a generated column becomes a plain one
-- object: column public.orders.tax
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN tax DROP EXPRESSION IF EXISTS;
CREATE TABLE app.suppliers (name text, city text);

-- faulty down:
DROP TABLE app.suppliers;

-- correct down:
DROP TABLE app.suppliers;
ALTER TABLE orders DROP COLUMN tax;
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.19) STORED;
