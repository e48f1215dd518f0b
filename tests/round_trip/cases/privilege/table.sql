-- case: a privilege on a table stays
-- object: table public.orders
-- finding: downgrade-changes-object

-- up:
GRANT INSERT ON orders TO pg_monitor;

-- faulty down:
REVOKE UPDATE ON orders FROM pg_monitor;

-- correct down:
REVOKE INSERT ON orders FROM pg_monitor;
