-- case: of two triggers with one name, the wrong one is dropped
-- object: trigger touch on public.customers
-- finding: downgrade-loses-object

-- base:
CREATE TABLE app.memos (updated_at timestamptz);

-- up:
CREATE TRIGGER touch BEFORE UPDATE ON app.memos FOR EACH ROW EXECUTE FUNCTION touch();

-- faulty down:
DROP TRIGGER touch ON customers;

-- correct down:
DROP TRIGGER touch ON app.memos;
