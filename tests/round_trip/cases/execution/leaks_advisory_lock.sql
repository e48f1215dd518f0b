-- case: the downgrade keeps an advisory lock
-- object: -
-- finding: leaks-advisory-lock

-- up:
CREATE TABLE app.codes (code text);

-- faulty down:
SELECT pg_advisory_lock(4711);
DROP TABLE app.codes;

-- correct down:
SELECT pg_advisory_xact_lock(4711);
DROP TABLE app.codes;
