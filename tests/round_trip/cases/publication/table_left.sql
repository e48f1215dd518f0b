-- case: a table stays published
-- object: publication table public.orders on shop
-- finding: downgrade-leaves-residue

-- base:
CREATE PUBLICATION shop FOR TABLE customers;

-- up:
ALTER PUBLICATION shop ADD TABLE orders;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER PUBLICATION shop DROP TABLE orders;
