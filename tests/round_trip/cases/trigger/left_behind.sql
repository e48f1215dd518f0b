-- case: a new trigger is forgotten
-- object: trigger touch_always on public.customers
-- finding: downgrade-leaves-residue

-- up:
CREATE TRIGGER touch_always BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION touch();

-- faulty down:
DROP TRIGGER IF EXISTS touch_insert ON customers;

-- correct down:
DROP TRIGGER touch_always ON customers;
