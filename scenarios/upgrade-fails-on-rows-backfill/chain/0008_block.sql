-- migrate:up
DO $$ BEGIN UPDATE accounts SET display_name = nickname; END $$;
-- migrate:irreversible the old values are gone
