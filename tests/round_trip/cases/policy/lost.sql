-- case: a dropped policy does not come back
-- object: policy orders_own on public.orders
-- finding: downgrade-loses-object

-- up:
DROP POLICY IF EXISTS orders_own ON orders;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE POLICY orders_own ON orders FOR SELECT TO PUBLIC
  USING (customer_id = current_setting('app.customer', true)::integer);
