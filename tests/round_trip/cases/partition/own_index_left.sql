-- case: an index of one partition is forgotten
-- object: index events_2026_payload_idx on app.events_2026
-- finding: downgrade-leaves-residue

-- up:
CREATE INDEX IF NOT EXISTS events_2026_payload_idx ON app.events_2026 USING gin (payload);

-- faulty down:
DROP INDEX IF EXISTS app.events_payload_idx;

-- correct down:
DROP INDEX app.events_2026_payload_idx;
