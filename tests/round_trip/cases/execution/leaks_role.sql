-- case: the downgrade leaves the session in another role
-- object: -
-- finding: leaks-role

-- up:
CREATE TABLE app.codes (code text);

-- faulty down:
DROP TABLE app.codes;
SET ROLE pg_monitor;

-- correct down:
DROP TABLE app.codes;
SET LOCAL ROLE pg_monitor;
