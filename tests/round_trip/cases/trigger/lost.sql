-- case: a dropped trigger does not come back
-- object: trigger touch on public.customers
-- finding: downgrade-loses-object

-- up:
DROP TRIGGER IF EXISTS touch ON customers;

-- faulty down:
ANALYZE customers;

-- correct down:
CREATE TRIGGER touch BEFORE UPDATE OF name, email ON customers
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.email <> NEW.email) EXECUTE FUNCTION touch();
