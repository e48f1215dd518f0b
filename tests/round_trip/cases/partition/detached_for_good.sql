-- case: a partition is detached in place of the new one
-- object: table app.events_2025
-- finding: downgrade-changes-object

-- up:
CREATE TABLE app.events_2024 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- faulty down:
ALTER TABLE app.events DETACH PARTITION app.events_2025;
DROP TABLE app.events_2024;

-- correct down:
DROP TABLE app.events_2024;
