-- case: the downgrade leans on a prepared statement of the upgrade
-- object: -
-- finding: downgrade-fails

-- up:
PREPARE trim_names AS UPDATE customers SET name = trim(name);
EXECUTE trim_names;

-- faulty down:
EXECUTE trim_names;

-- correct down:
UPDATE customers SET name = trim(name);
