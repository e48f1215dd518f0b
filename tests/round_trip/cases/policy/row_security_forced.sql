-- case: row security stays forced upon the owner
-- object: table public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders FORCE ROW LEVEL SECURITY;

-- faulty down:
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

-- correct down:
ALTER TABLE orders NO FORCE ROW LEVEL SECURITY;
