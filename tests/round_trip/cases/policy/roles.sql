-- case: a policy stays limited to a role
-- object: policy orders_own on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER POLICY orders_own ON orders TO pg_monitor;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER POLICY orders_own ON orders TO PUBLIC;
