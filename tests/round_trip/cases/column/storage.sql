-- case: a storage mode stays
-- object: column public.orders.note
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTERNAL;

-- faulty down:
ALTER TABLE orders ALTER COLUMN note SET STORAGE MAIN;

-- correct down:
ALTER TABLE orders ALTER COLUMN note SET STORAGE EXTENDED;
