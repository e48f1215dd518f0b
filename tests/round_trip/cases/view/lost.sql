-- case: a dropped view does not come back
-- object: view public.open_orders
-- finding: downgrade-loses-object

-- up:
DROP VIEW IF EXISTS open_orders;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
COMMENT ON VIEW open_orders IS 'Still to be sent.';
