-- case: a table stays unlogged
-- object: table app.tickets
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.tickets SET UNLOGGED;

-- faulty down:
SELECT count(*) FROM app.tickets;

-- correct down:
ALTER TABLE app.tickets SET LOGGED;
