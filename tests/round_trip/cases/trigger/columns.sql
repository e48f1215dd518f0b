-- case: a trigger comes back for every column
-- object: trigger touch on public.customers
-- finding: downgrade-changes-object

-- up:
DROP TRIGGER touch ON customers;

-- faulty down:
CREATE TRIGGER touch BEFORE UPDATE ON customers
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.email <> NEW.email) EXECUTE FUNCTION touch();

-- correct down:
CREATE TRIGGER touch BEFORE UPDATE OF name, email ON customers
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.email <> NEW.email) EXECUTE FUNCTION touch();
