ALTER TABLE datasets ADD COLUMN state text;
ALTER TABLE datasets ALTER COLUMN id TYPE bigint;
CREATE VIEW states AS SELECT DISTINCT state FROM datasets;
