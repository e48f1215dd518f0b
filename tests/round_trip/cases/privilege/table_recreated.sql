-- case: the privileges on a re-created table are forgotten
-- object: table app.rates
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.rates (currency text, rate numeric);
GRANT SELECT ON app.rates TO PUBLIC;

-- up:
DROP TABLE app.rates;

-- faulty down:
CREATE TABLE app.rates (currency text, rate numeric);

-- correct down:
CREATE TABLE app.rates (currency text, rate numeric);
GRANT SELECT ON app.rates TO PUBLIC;
