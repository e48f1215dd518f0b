-- case: a renamed column keeps its new name
-- object: column public.customers.phone
-- finding: downgrade-loses-object

-- up:
ALTER TABLE customers RENAME COLUMN phone TO phone_number;

-- faulty down:
ANALYZE customers;

-- correct down:
ALTER TABLE customers RENAME COLUMN phone_number TO phone;
