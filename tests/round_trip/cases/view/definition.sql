-- case: a new definition stays
-- object: view public.open_orders
-- finding: downgrade-changes-object

-- up:
CREATE OR REPLACE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status = 'paid';

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE OR REPLACE VIEW open_orders WITH (security_barrier = true) AS
  SELECT id, customer_id, total FROM orders WHERE status <> 'shipped';
