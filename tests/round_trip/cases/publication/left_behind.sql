-- case: a new publication is forgotten
-- object: publication shop
-- finding: downgrade-leaves-residue

-- up:
CREATE PUBLICATION shop FOR TABLE customers, orders;

-- faulty down:
ALTER PUBLICATION shop DROP TABLE orders;

-- correct down:
DROP PUBLICATION shop;
