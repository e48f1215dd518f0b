-- case: a widened type stays wide
-- object: column public.orders.total
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP COLUMN tax;
DROP VIEW open_orders;
DROP MATERIALIZED VIEW app.revenue;
ALTER TABLE orders ALTER COLUMN total TYPE numeric(14, 2);

-- faulty down:
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.19) STORED;
CREATE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
COMMENT ON VIEW open_orders IS 'Still to be sent.';
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX revenue_customer_id_idx ON app.revenue (customer_id);

-- correct down:
ALTER TABLE orders ALTER COLUMN total TYPE numeric(10, 2);
ALTER TABLE orders ADD COLUMN tax numeric(10, 2) GENERATED ALWAYS AS (total * 0.19) STORED;
CREATE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
COMMENT ON VIEW open_orders IS 'Still to be sent.';
CREATE MATERIALIZED VIEW app.revenue AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX revenue_customer_id_idx ON app.revenue (customer_id);
