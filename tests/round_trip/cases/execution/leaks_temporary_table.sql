-- case: the downgrade leaves a temporary table
-- object: -
-- finding: leaks-temporary-object

-- up:
UPDATE customers SET name = upper(name);

-- faulty down:
CREATE TEMPORARY TABLE names AS SELECT id, initcap(name) AS name FROM customers;
UPDATE customers c SET name = n.name FROM names n WHERE n.id = c.id;

-- correct down:
CREATE TEMPORARY TABLE names ON COMMIT DROP AS SELECT id, initcap(name) AS name FROM customers;
UPDATE customers c SET name = n.name FROM names n WHERE n.id = c.id;
