-- case: a changed default is dropped, not given back
-- object: column public.orders.status
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'paid';

-- faulty down:
ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;

-- correct down:
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'new';
