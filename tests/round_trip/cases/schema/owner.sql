-- case: the owner of a schema stays
-- object: schema app
-- finding: downgrade-changes-object

-- up:
ALTER SCHEMA app OWNER TO pg_signal_backend;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER SCHEMA app OWNER TO CURRENT_USER;
