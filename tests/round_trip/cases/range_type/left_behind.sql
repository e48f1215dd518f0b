-- case: a new range type is forgotten
-- object: range type app.timerange
-- finding: downgrade-leaves-residue

-- up:
CREATE TYPE app.timerange AS RANGE (subtype = time);
ALTER TABLE app.tickets ADD COLUMN slot app.timerange;

-- faulty down:
ALTER TABLE app.tickets DROP COLUMN slot;

-- correct down:
ALTER TABLE app.tickets DROP COLUMN slot;
DROP TYPE app.timerange;
