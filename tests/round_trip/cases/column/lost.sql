-- case: a dropped column does not come back
-- object: column public.customers.phone
-- finding: downgrade-loses-object

-- up:
ALTER TABLE customers DROP COLUMN IF EXISTS phone;

-- faulty down:
ANALYZE customers;

-- correct down:
ALTER TABLE customers ADD COLUMN phone text;
