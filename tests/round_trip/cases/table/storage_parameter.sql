-- case: a storage parameter is reset, not given back
-- object: table app.tickets
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.tickets SET (fillfactor = 90);

-- faulty down:
ALTER TABLE app.tickets RESET (fillfactor);

-- correct down:
ALTER TABLE app.tickets SET (fillfactor = 70);
