-- case: a table stays clustered on an index
-- object: table app.papers
-- finding: downgrade-changes-object

-- base:
CREATE INDEX papers_id_idx ON app.papers (id);

-- up:
ALTER TABLE app.papers CLUSTER ON papers_id_idx;

-- faulty down:
ANALYZE app.papers;

-- correct down:
ALTER TABLE app.papers SET WITHOUT CLUSTER;
