-- case: row security stays off
-- object: table public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
