-- case: the upgrade takes another way the second time
-- object: index memos_author_idx on app.memos
-- finding: reapply-differs

-- base:
CREATE TABLE app.memos (author text);
CREATE TABLE app.done (step text PRIMARY KEY);

-- up:
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM app.done WHERE step = 'index memos') THEN
    CREATE INDEX memos_author_idx ON app.memos (author);
    INSERT INTO app.done VALUES ('index memos');
  END IF;
END $$;

-- faulty down:
DROP INDEX app.memos_author_idx;

-- correct down:
DROP INDEX app.memos_author_idx;
DELETE FROM app.done WHERE step = 'index memos';
