-- case: row security stays on
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON customers USING (true);

-- faulty down:
DROP POLICY everybody ON customers;

-- correct down:
DROP POLICY everybody ON customers;
ALTER TABLE customers DISABLE ROW LEVEL SECURITY;
