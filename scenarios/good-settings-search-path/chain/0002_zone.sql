-- migrate:up
DO $$ BEGIN
  IF current_setting('TimeZone') <> 'Europe/Berlin' THEN RAISE 'this is not the zone of production'; END IF;
END $$;
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;

-- migrate:down
ALTER TABLE orders ALTER COLUMN placed TYPE timestamp;
