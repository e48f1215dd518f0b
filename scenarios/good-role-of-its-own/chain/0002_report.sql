-- migrate:up
CREATE VIEW reports.users AS SELECT id FROM users;
SET ROLE app_reader;
SELECT count(*) FROM users;
RESET ROLE;
DO $$ BEGIN
  IF current_user <> 'app_owner' THEN RAISE 'RESET ROLE leads elsewhere'; END IF;
END $$;

-- migrate:down
DROP VIEW reports.users;
