CREATE OR REPLACE FUNCTION dataset_name(numeric) RETURNS text LANGUAGE sql
  AS 'SELECT upper(name) FROM datasets WHERE id = $1';
