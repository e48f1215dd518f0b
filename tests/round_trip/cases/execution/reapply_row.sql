-- case: the upgrade inserts a row that the downgrade does not delete
-- object: -
-- finding: reapply-fails

-- base:
CREATE TABLE app.rates (currency text PRIMARY KEY, rate numeric);

-- up:
INSERT INTO app.rates VALUES ('EUR', 1);

-- faulty down:
ANALYZE orders;

-- correct down:
DELETE FROM app.rates WHERE currency = 'EUR';
