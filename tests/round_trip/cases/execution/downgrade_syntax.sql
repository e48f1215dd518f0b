-- case: the downgrade has a syntax error
-- object: -
-- finding: downgrade-fails

-- up:
CREATE INDEX orders_total_idx ON orders (total);

-- faulty down:
DROP INDEX orders_total_idx IF EXISTS;

-- correct down:
DROP INDEX IF EXISTS orders_total_idx;
