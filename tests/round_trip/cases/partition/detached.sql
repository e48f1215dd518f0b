-- case: a detached partition is not attached again
-- object: table app.events_2025
-- finding: downgrade-changes-object

-- up:
ALTER TABLE app.events DETACH PARTITION app.events_2025;
DROP INDEX app.events_2025_id_idx;

-- faulty down:
CREATE INDEX events_2025_id_idx ON app.events_2025 (id);

-- correct down:
CREATE INDEX events_2025_id_idx ON app.events_2025 (id);
ALTER TABLE app.events ATTACH PARTITION app.events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
