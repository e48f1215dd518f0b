-- case: a setting of the database stays
-- object: database setting work_mem
-- finding: downgrade-leaves-residue

-- up:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET work_mem = ''64MB''', current_database());
END $$;

-- faulty down:
RESET work_mem;

-- correct down:
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I RESET work_mem', current_database());
END $$;
