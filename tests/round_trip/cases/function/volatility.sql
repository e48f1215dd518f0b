-- case: a volatility stays
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) STABLE;

-- faulty down:
ALTER FUNCTION app.is_open(text) PARALLEL SAFE;

-- correct down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;
