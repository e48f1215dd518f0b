-- migrate:up transaction:false
DO $$ BEGIN
  LOCK TABLE pg_catalog.pg_authid;
  COMMENT ON TABLE t IS 'of the application';
EXCEPTION WHEN insufficient_privilege THEN RAISE NOTICE 'not for me'; END $$;
-- migrate:down
COMMENT ON TABLE t IS NULL;
