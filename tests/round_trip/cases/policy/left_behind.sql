-- case: a new policy is forgotten
-- object: policy orders_insert on public.orders
-- finding: downgrade-leaves-residue

-- up:
CREATE POLICY orders_insert ON orders FOR INSERT WITH CHECK (total < 1000);

-- faulty down:
DROP POLICY IF EXISTS order_insert ON orders;

-- correct down:
DROP POLICY orders_insert ON orders;
