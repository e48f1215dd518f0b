-- case: a parallel mark is not given back
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) PARALLEL UNSAFE;

-- faulty down:
ALTER FUNCTION app.is_open(text) PARALLEL RESTRICTED;

-- correct down:
ALTER FUNCTION app.is_open(text) PARALLEL SAFE;
