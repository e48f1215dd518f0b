-- migrate:up
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM settings) THEN
    CREATE INDEX settings_value_idx ON settings (value);
  END IF;
END;
$$;

-- migrate:down
DROP INDEX IF EXISTS settings_value_idx;
