-- migrate:up
DO $$ BEGIN
  CREATE TYPE state AS ENUM ('new');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
ALTER TABLE users ADD COLUMN state state DEFAULT 'new';

-- migrate:down
ALTER TABLE users DROP COLUMN state;
DROP TYPE state;
