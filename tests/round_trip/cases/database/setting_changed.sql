-- case: a setting of the database comes back with another value
-- object: database setting statement_timeout
-- finding: downgrade-changes-object

-- base:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''30s''', current_database());
END $$;

-- up:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''5s''', current_database());
END $$;

-- faulty down:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''60s''', current_database());
END $$;

-- correct down:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = ''30s''', current_database());
END $$;
