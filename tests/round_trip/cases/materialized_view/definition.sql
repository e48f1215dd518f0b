-- case: a materialized view comes back with another query
-- object: materialized view app.revenue
-- finding: downgrade-changes-object

-- up:
DROP MATERIALIZED VIEW app.revenue;

-- faulty down:
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total + tax) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX revenue_customer_id_idx ON app.revenue (customer_id);

-- correct down:
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX revenue_customer_id_idx ON app.revenue (customer_id);
