-- case: a default partition is forgotten
-- object: table app.events_other
-- finding: downgrade-leaves-residue

-- up:
CREATE TABLE IF NOT EXISTS app.events_other PARTITION OF app.events DEFAULT;

-- faulty down:
DROP TABLE IF EXISTS app.events_default;

-- correct down:
DROP TABLE app.events_other;
