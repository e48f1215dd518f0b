-- case: a partitioned index comes back on the parent only, hence invalid
-- object: index events_id_idx on app.events
-- finding: downgrade-changes-object

-- up:
DROP INDEX app.events_id_idx;

-- faulty down:
CREATE INDEX events_id_idx ON ONLY app.events (id);
CREATE INDEX events_2025_id_idx ON app.events_2025 (id);
CREATE INDEX events_2026_id_idx ON app.events_2026 (id);

-- correct down:
CREATE INDEX events_id_idx ON ONLY app.events (id);
CREATE INDEX events_2025_id_idx ON app.events_2025 (id);
CREATE INDEX events_2026_id_idx ON app.events_2026 (id);
ALTER INDEX app.events_id_idx ATTACH PARTITION app.events_2025_id_idx;
ALTER INDEX app.events_id_idx ATTACH PARTITION app.events_2026_id_idx;
