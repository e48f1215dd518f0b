-- case: an exclusion constraint comes back with another operator
-- object: constraint tickets_not_at_once on app.tickets
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.tickets DROP CONSTRAINT tickets_not_at_once;

-- faulty down:
ALTER TABLE app.tickets ADD CONSTRAINT tickets_not_at_once EXCLUDE USING gist (reserved WITH =);

-- correct down:
ALTER TABLE app.tickets ADD CONSTRAINT tickets_not_at_once EXCLUDE USING gist (reserved WITH &&);
