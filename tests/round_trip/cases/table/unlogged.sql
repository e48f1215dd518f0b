-- case: a table stays unlogged
-- object: table app.tickets
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.tickets SET UNLOGGED;
CREATE TABLE app.suppliers (name text, city text);

-- faulty down:
SELECT count(*) FROM app.tickets;
DROP TABLE app.suppliers;

-- correct down:
DROP TABLE app.suppliers;
ALTER TABLE app.tickets SET LOGGED;
