-- case: a renamed table keeps its new name
-- object: table app.tickets
-- finding: downgrade-loses-object

-- up:
ALTER TABLE IF EXISTS app.tickets RENAME TO cases;

-- faulty down:
ALTER TABLE app.cases SET (fillfactor = 70);

-- correct down:
ALTER TABLE app.cases RENAME TO tickets;
