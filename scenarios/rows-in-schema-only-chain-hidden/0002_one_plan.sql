-- migrate:up
-- migrate:irreversible the plans are gone
DO $$
DECLARE
  command text := 'SELECT set_of(''free'')';
BEGIN
  EXECUTE command;
END $$;
-- migrate:down
