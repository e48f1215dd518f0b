-- case: a replica identity stays
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers REPLICA IDENTITY FULL;

-- faulty down:
ANALYZE customers;

-- correct down:
ALTER TABLE customers REPLICA IDENTITY DEFAULT;
