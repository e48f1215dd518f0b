-- case: a collation is not given back
-- object: column public.orders.reference
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN reference TYPE text COLLATE "POSIX";

-- faulty down:
ALTER TABLE orders ALTER COLUMN reference TYPE text;

-- correct down:
ALTER TABLE orders ALTER COLUMN reference TYPE text COLLATE "C";
