-- case: a column stays nullable
-- object: column public.customers.name
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL;

-- faulty down:
ALTER TABLE customers ALTER COLUMN name SET DEFAULT '';

-- correct down:
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
