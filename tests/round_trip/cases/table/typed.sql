-- case: a typed table becomes a plain one
-- object: table app.warehouses
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.warehouses OF address;

-- up:
ALTER TABLE app.warehouses NOT OF;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE app.warehouses OF address;
