-- case: the downgrade fails on rows that the upgrade had made fit
-- object: -
-- finding: downgrade-fails

-- base:
CREATE TABLE app.memos (author text NOT NULL);
INSERT INTO app.memos VALUES ('unknown');

-- up:
ALTER TABLE app.memos ALTER COLUMN author DROP NOT NULL;
UPDATE app.memos SET author = NULL WHERE author = 'unknown';

-- faulty down:
ALTER TABLE app.memos ALTER COLUMN author SET NOT NULL;

-- correct down:
UPDATE app.memos SET author = 'unknown' WHERE author IS NULL;
ALTER TABLE app.memos ALTER COLUMN author SET NOT NULL;
