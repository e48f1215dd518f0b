-- migrate:up
GRANT USAGE ON SCHEMA staging TO reporting;
ALTER TABLE staging.imports ADD COLUMN read_at timestamptz;
COMMENT ON EXTENSION pg_trgm IS 'search by name';

-- migrate:down
COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';
ALTER TABLE staging.imports DROP COLUMN read_at;
REVOKE USAGE ON SCHEMA staging FROM reporting;
