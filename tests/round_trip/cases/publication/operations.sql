-- case: a publication stays limited to inserts
-- object: publication shop
-- finding: downgrade-changes-object

-- base:
CREATE PUBLICATION shop FOR TABLE customers;

-- up:
ALTER PUBLICATION shop SET (publish = 'insert');

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER PUBLICATION shop SET (publish = 'insert, update, delete, truncate');
