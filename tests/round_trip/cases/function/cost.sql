-- case: a cost stays
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) COST 5000;

-- faulty down:
ALTER FUNCTION app.is_open(text) COST 1;

-- correct down:
ALTER FUNCTION app.is_open(text) COST 100;
