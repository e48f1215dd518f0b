-- case: a re-created table lacks an index
-- object: index papers_written_on_idx on app.memos
-- finding: downgrade-loses-object

-- base:
CREATE TABLE app.memos (id integer NOT NULL, written_on date);
CREATE INDEX papers_written_on_idx ON app.memos (written_on);

-- up:
DROP TABLE app.memos;

-- faulty down:
CREATE TABLE app.memos (id integer NOT NULL, written_on date);

-- correct down:
CREATE TABLE app.memos (id integer NOT NULL, written_on date);
CREATE INDEX papers_written_on_idx ON app.memos (written_on);
