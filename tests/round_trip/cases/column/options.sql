-- case: an n_distinct override stays
-- object: column public.orders.customer_id
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN customer_id SET (n_distinct = -0.5);

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders ALTER COLUMN customer_id RESET (n_distinct);
