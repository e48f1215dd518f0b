-- migrate:up
DO $$ BEGIN
  DELETE FROM users WHERE mail IS NULL;
END $$;

-- migrate:down
