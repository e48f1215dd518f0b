-- case: a constraint trigger comes back undeferred
-- object: trigger touch_late on app.memos
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.memos (updated_at timestamptz);
CREATE CONSTRAINT TRIGGER touch_late AFTER INSERT ON app.memos
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();

-- up:
DROP TRIGGER touch_late ON app.memos;

-- faulty down:
CREATE CONSTRAINT TRIGGER touch_late AFTER INSERT ON app.memos
  DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch();

-- correct down:
CREATE CONSTRAINT TRIGGER touch_late AFTER INSERT ON app.memos
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
