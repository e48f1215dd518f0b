-- case: a dropped schema does not come back
-- object: schema scratch
-- finding: downgrade-loses-object

-- base:
CREATE SCHEMA scratch;

-- up:
DROP SCHEMA IF EXISTS scratch;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE SCHEMA scratch;
