-- case: an exclusion constraint does not come back
-- object: constraint tickets_not_at_once on app.tickets
-- finding: downgrade-loses-object

-- up:
ALTER TABLE app.tickets DROP CONSTRAINT IF EXISTS tickets_not_at_once;

-- faulty down:
CREATE INDEX tickets_reserved_idx ON app.tickets USING gist (reserved);
DROP INDEX app.tickets_reserved_idx;

-- correct down:
ALTER TABLE app.tickets ADD CONSTRAINT tickets_not_at_once EXCLUDE USING gist (reserved WITH &&);
