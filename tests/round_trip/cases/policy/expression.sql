-- case: a policy keeps its new condition
-- object: policy orders_own on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER POLICY orders_own ON orders USING (true);

-- faulty down:
ALTER POLICY orders_own ON orders TO PUBLIC;

-- correct down:
ALTER POLICY orders_own ON orders
  USING (customer_id = current_setting('app.customer', true)::integer);
