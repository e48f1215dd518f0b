-- case: a privilege on a column stays
-- object: column public.orders.total
-- finding: downgrade-changes-object

-- up:
GRANT UPDATE (total) ON orders TO pg_monitor;

-- faulty down:
REVOKE SELECT (total) ON orders FROM pg_monitor;

-- correct down:
REVOKE UPDATE (total) ON orders FROM pg_monitor;
