-- case: a function stays strict
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) STRICT;

-- faulty down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;

-- correct down:
ALTER FUNCTION app.is_open(text) CALLED ON NULL INPUT;
