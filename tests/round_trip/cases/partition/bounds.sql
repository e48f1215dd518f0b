-- case: a partition comes back with other bounds
-- object: table app.events_2026
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.events DETACH PARTITION app.events_2026;

-- faulty down:
ALTER TABLE app.events ATTACH PARTITION app.events_2026 FOR VALUES FROM ('2026-01-01') TO ('2026-12-31');

-- correct down:
ALTER TABLE app.events ATTACH PARTITION app.events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
