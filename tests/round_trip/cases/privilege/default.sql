-- case: default privileges stay
-- object: default privileges tables for postgres in app
-- finding: downgrade-leaves-residue

-- up:
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM PUBLIC;
