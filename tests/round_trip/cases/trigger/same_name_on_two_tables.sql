-- case: of two triggers with one name, the new one stays
-- object: trigger touch on app.memos
-- finding: downgrade-leaves-residue

-- base:
CREATE TABLE app.memos (updated_at timestamptz);

-- up:
CREATE TRIGGER touch BEFORE UPDATE ON app.memos FOR EACH ROW EXECUTE FUNCTION touch();

-- faulty down:
DROP TRIGGER IF EXISTS touch_memos ON app.memos;

-- correct down:
DROP TRIGGER touch ON app.memos;
