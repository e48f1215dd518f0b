-- case: a policy comes back for every command
-- object: policy orders_own on public.orders
-- finding: downgrade-changes-object

-- up:
DROP POLICY orders_own ON orders;

-- faulty down:
CREATE POLICY orders_own ON orders
  USING (customer_id = current_setting('app.customer', true)::integer);

-- correct down:
CREATE POLICY orders_own ON orders FOR SELECT
  USING (customer_id = current_setting('app.customer', true)::integer);
