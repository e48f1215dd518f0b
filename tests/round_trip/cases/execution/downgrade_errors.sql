-- case: the downgrade names a column that is not there
-- object: -
-- finding: downgrade-fails

-- up:
ALTER TABLE customers ADD COLUMN birthday date;

-- faulty down:
ALTER TABLE customers DROP COLUMN birth_date;

-- correct down:
ALTER TABLE customers DROP COLUMN birthday;
