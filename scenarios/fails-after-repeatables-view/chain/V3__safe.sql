DROP VIEW IF EXISTS datasets_view;
ALTER TABLE datasets ALTER COLUMN id TYPE numeric;
CREATE FUNCTION dataset_name(numeric) RETURNS text LANGUAGE sql
  AS 'SELECT name FROM datasets WHERE id = $1';
