-- case: a privilege on a schema stays
-- object: schema app
-- finding: downgrade-changes-object

-- up:
GRANT CREATE ON SCHEMA app TO pg_monitor;

-- faulty down:
REVOKE CREATE ON SCHEMA app FROM PUBLIC;

-- correct down:
REVOKE CREATE ON SCHEMA app FROM pg_monitor;
