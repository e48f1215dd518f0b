-- case: the downgrade leaves a setting in the session
-- object: -
-- finding: leaks-setting

-- up:
CREATE TABLE app.codes (code text);

-- faulty down:
SET search_path = app;
DROP TABLE codes;

-- correct down:
SET LOCAL search_path = app;
DROP TABLE codes;
