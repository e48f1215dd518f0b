-- case: a new index is forgotten
-- object: index orders_customer_id_idx on public.orders
-- finding: downgrade-leaves-residue

-- up:
CREATE INDEX IF NOT EXISTS orders_customer_id_idx ON orders (customer_id);

-- faulty down:
DROP INDEX IF EXISTS order_customer_id_idx;

-- correct down:
DROP INDEX orders_customer_id_idx;
