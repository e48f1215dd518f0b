-- migrate:up
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM finished_steps WHERE name = 'index email') THEN
    CREATE INDEX users_email_idx ON users (email);
    INSERT INTO finished_steps VALUES ('index email');
  END IF;
END;
$$;

-- migrate:down
DROP INDEX users_email_idx;
