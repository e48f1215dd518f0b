-- case: a renamed table keeps its new name
-- object: table app.tickets
-- finding: downgrade-loses-object

-- up:
ALTER TABLE IF EXISTS app.tickets RENAME TO cases;
CREATE TABLE app.drivers (name text, van text);

-- faulty down:
ALTER TABLE app.cases SET (fillfactor = 70);
DROP TABLE app.drivers;

-- correct down:
DROP TABLE app.drivers;
ALTER TABLE app.cases RENAME TO tickets;
