-- case: a function comes back with another result
-- object: function app.greet(text)
-- finding: downgrade-changes-object

-- base:
CREATE FUNCTION app.greet(name text) RETURNS text LANGUAGE sql AS $$ SELECT 'Dear ' || name $$;

-- up:
DROP FUNCTION app.greet(text);

-- faulty down:
CREATE FUNCTION app.greet(name text) RETURNS SETOF text LANGUAGE sql AS $$ SELECT 'Dear ' || name $$;

-- correct down:
CREATE FUNCTION app.greet(name text) RETURNS text LANGUAGE sql AS $$ SELECT 'Dear ' || name $$;
