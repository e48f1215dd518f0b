-- migrate:up
DO $$ BEGIN DELETE FROM jobs; END $$;

-- migrate:down
SELECT 1;
