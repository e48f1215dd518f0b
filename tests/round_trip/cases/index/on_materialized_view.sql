-- case: the index of a re-created materialized view is forgotten
-- object: index revenue_customer_id_idx on app.revenue
-- finding: downgrade-loses-object

-- up:
DROP MATERIALIZED VIEW app.revenue;

-- faulty down:
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;

-- correct down:
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX revenue_customer_id_idx ON app.revenue (customer_id);
