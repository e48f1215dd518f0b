-- case: a view comes back without its security barrier
-- object: view public.open_orders
-- finding: downgrade-changes-object

-- up:
DROP VIEW open_orders;

-- faulty down:
CREATE VIEW open_orders AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
COMMENT ON VIEW open_orders IS 'Still to be sent.';

-- correct down:
CREATE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
COMMENT ON VIEW open_orders IS 'Still to be sent.';
