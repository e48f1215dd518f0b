-- case: the downgrade leaves rows on which the upgrade fails the next time
-- object: -
-- finding: reapply-fails

-- base:
CREATE TABLE app.memos (author text NOT NULL);

-- up:
ALTER TABLE app.memos ADD CONSTRAINT memos_author_known CHECK (author <> 'unknown');

-- faulty down:
ALTER TABLE app.memos DROP CONSTRAINT memos_author_known;
INSERT INTO app.memos VALUES ('unknown');

-- correct down:
ALTER TABLE app.memos DROP CONSTRAINT memos_author_known;
