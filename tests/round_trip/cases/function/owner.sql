-- case: the owner of a function stays
-- object: function app.is_open(text)
-- finding: downgrade-changes-object

-- up:
ALTER FUNCTION app.is_open(text) OWNER TO pg_signal_backend;

-- faulty down:
ALTER FUNCTION app.is_open(text) IMMUTABLE;

-- correct down:
ALTER FUNCTION app.is_open(text) OWNER TO CURRENT_USER;
