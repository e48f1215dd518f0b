-- migrate:up
COMMENT ON TABLE t IS 'grьяe';
