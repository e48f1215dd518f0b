-- case: a new body stays
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
CREATE OR REPLACE FUNCTION app.is_open(s text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT s NOT IN ('shipped', 'canceled') $$;

-- faulty down:
CREATE OR REPLACE FUNCTION app.is_open(s text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT s = 'new' $$;

-- correct down:
CREATE OR REPLACE FUNCTION app.is_open(s text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT s <> 'shipped' $$;
