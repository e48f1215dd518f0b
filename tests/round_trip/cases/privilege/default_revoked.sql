-- case: default privileges everywhere stay revoked
-- object: default privileges functions for postgres
-- finding: downgrade-leaves-residue

-- up:
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
