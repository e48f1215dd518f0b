-- case: a materialized view that was empty comes back full
-- object: materialized view app.best
-- finding: downgrade-changes-object

-- base:
CREATE MATERIALIZED VIEW app.best AS SELECT max(total) AS total FROM orders WITH NO DATA;

-- up:
REFRESH MATERIALIZED VIEW app.best;

-- faulty down:
ANALYZE orders;

-- correct down:
REFRESH MATERIALIZED VIEW app.best WITH NO DATA;
