-- case: an aggregate comes back with another initial value
-- object: aggregate app.product(numeric)
-- finding: downgrade-changes-object

-- up:
DROP AGGREGATE app.product(numeric);

-- faulty down:
CREATE AGGREGATE app.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '0');

-- correct down:
CREATE AGGREGATE app.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
