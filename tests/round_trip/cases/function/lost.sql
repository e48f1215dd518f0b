-- case: a dropped function does not come back
-- object: function app.is_open(text)
-- finding: downgrade-loses-object

-- up:
DROP FUNCTION IF EXISTS app.is_open(text);

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE FUNCTION app.is_open(s text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT s <> 'shipped' $$;
