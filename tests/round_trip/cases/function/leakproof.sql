-- case: a function stays leakproof
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) LEAKPROOF;

-- faulty down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;

-- correct down:
ALTER FUNCTION app.is_open(text) NOT LEAKPROOF;
