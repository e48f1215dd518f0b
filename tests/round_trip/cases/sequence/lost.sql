-- case: a dropped sequence does not come back
-- object: sequence public.label_number
-- finding: downgrade-loses-object

-- base:
CREATE SEQUENCE label_number;

-- up:
DROP SEQUENCE IF EXISTS label_number;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE SEQUENCE label_number;
