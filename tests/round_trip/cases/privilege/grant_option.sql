-- case: a grant option stays
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
GRANT SELECT ON customers TO pg_monitor WITH GRANT OPTION;

-- faulty down:
ANALYZE customers;

-- correct down:
REVOKE GRANT OPTION FOR SELECT ON customers FROM pg_monitor;
