-- migrate:parents 0001_accounts
-- migrate:up
SET LOCAL statement_timeout = 0;

DO $$
BEGIN
  LOOP
    PERFORM pg_sleep(0.1);
    EXIT WHEN EXISTS (SELECT FROM accounts WHERE code IS NOT NULL);
  END LOOP;
END $$;

-- migrate:down
