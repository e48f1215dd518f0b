-- case: a default comes back with another value
-- object: column public.customers.updated_at
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers ALTER COLUMN updated_at DROP DEFAULT;

-- faulty down:
ALTER TABLE customers ALTER COLUMN updated_at SET DEFAULT clock_timestamp();

-- correct down:
ALTER TABLE customers ALTER COLUMN updated_at SET DEFAULT now();
