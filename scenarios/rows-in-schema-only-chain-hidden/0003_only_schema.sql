-- migrate:up
DO $$
DECLARE
  command text := 'ALTER TABLE accounts ADD COLUMN note text';
BEGIN
  EXECUTE command;
END $$;
-- migrate:down
ALTER TABLE accounts DROP COLUMN note;
