-- case: a typed table becomes a plain one
-- object: table app.warehouses
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.warehouses OF address;

-- up:
ALTER TABLE app.warehouses NOT OF;
CREATE TABLE app.holidays (day date, name text);

-- faulty down:
DROP TABLE app.holidays;

-- correct down:
DROP TABLE app.holidays;
ALTER TABLE app.warehouses OF address;
