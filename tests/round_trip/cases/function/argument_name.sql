-- case: an argument comes back under another name
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
DROP FUNCTION app.is_open(text);

-- faulty down:
CREATE OR REPLACE FUNCTION app.is_open(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT state <> 'shipped' $$;

-- correct down:
CREATE OR REPLACE FUNCTION app.is_open(s text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT s <> 'shipped' $$;
