-- case: a new view is forgotten
-- object: view app.good_customers
-- finding: downgrade-leaves-residue

-- up:
CREATE OR REPLACE VIEW app.good_customers AS SELECT customer_id FROM orders GROUP BY 1 HAVING count(*) > 10;

-- faulty down:
DROP VIEW IF EXISTS app.best_customers;

-- correct down:
DROP VIEW app.good_customers;
