-- case: a new default stays
-- object: column public.orders.reference
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN reference SET DEFAULT 'none';
CREATE TABLE app.suppliers (name text, city text);

-- faulty down:
UPDATE orders SET reference = NULL WHERE reference = 'none';
DROP TABLE app.suppliers;

-- correct down:
DROP TABLE app.suppliers;
ALTER TABLE orders ALTER COLUMN reference DROP DEFAULT;
