-- case: a new partition is forgotten
-- object: table app.events_2027
-- finding: downgrade-leaves-residue

-- up:
CREATE TABLE IF NOT EXISTS app.events_2027 PARTITION OF app.events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- faulty down:
DROP TABLE IF EXISTS app.events_27;

-- correct down:
DROP TABLE app.events_2027;
