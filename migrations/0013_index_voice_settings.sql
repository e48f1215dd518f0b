-- The voice picker filters by settings; built without blocking anyone who adds a voice meanwhile.
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY voices_settings_idx ON voices USING gin (settings jsonb_path_ops);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY voices_settings_idx;
