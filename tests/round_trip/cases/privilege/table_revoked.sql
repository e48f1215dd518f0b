-- case: a revoked privilege is not granted again
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
REVOKE SELECT ON customers FROM pg_monitor;

-- faulty down:
ANALYZE customers;

-- correct down:
GRANT SELECT ON customers TO pg_monitor;
