-- case: a unique index forgets that it treats NULLs as equal
-- object: index labels_text_idx on app.labels
-- finding: downgrade-changes-object
-- requires: 15

-- base:
CREATE TABLE app.labels (text text);
CREATE UNIQUE INDEX labels_text_idx ON app.labels (text) NULLS NOT DISTINCT;

-- up:
DROP INDEX app.labels_text_idx;

-- faulty down:
CREATE UNIQUE INDEX labels_text_idx ON app.labels (text);

-- correct down:
CREATE UNIQUE INDEX labels_text_idx ON app.labels (text) NULLS NOT DISTINCT;
