-- migrate:up
CREATE TABLE IF NOT EXISTS settings (key text PRIMARY KEY, value text NOT NULL);

-- migrate:down
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM settings) THEN
    DROP TABLE settings;
  END IF;
END;
$$;
