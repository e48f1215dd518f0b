-- case: a dropped table does not come back
-- object: table app.invoices
-- finding: downgrade-loses-object

-- up:
DROP TABLE IF EXISTS app.invoices;
CREATE TABLE app.holidays (day date, name text);

-- faulty down:
DROP TABLE app.holidays;

-- correct down:
DROP TABLE app.holidays;
CREATE TABLE app.invoices (amount numeric NOT NULL) INHERITS (app.papers);
