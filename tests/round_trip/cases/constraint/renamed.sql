-- case: a renamed constraint keeps its new name
-- object: constraint orders_reference_key on public.orders
-- finding: downgrade-loses-object

-- up:
ALTER TABLE orders RENAME CONSTRAINT orders_reference_key TO orders_reference_unique;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders RENAME CONSTRAINT orders_reference_unique TO orders_reference_key;
