-- case: a new materialized view is forgotten
-- object: materialized view app.best
-- finding: downgrade-leaves-residue

-- up:
CREATE MATERIALIZED VIEW IF NOT EXISTS app.best AS SELECT max(total) AS total FROM orders;

-- faulty down:
DROP MATERIALIZED VIEW IF EXISTS app.best_orders;

-- correct down:
DROP MATERIALIZED VIEW app.best;
