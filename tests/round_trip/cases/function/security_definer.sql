-- case: a function stays SECURITY DEFINER
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) SECURITY DEFINER;

-- faulty down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;

-- correct down:
ALTER FUNCTION app.is_open(text) SECURITY INVOKER;
