-- case: the search_path of a function stays
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) SET search_path = app, pg_temp;

-- faulty down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;

-- correct down:
ALTER FUNCTION app.is_open(text) RESET search_path;
