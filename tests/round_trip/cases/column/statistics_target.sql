-- case: a statistics target stays
-- object: column public.orders.customer_id
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN customer_id SET STATISTICS 1000;

-- faulty down:
ALTER TABLE orders ALTER COLUMN customer_id SET STATISTICS 100;

-- correct down:
ALTER TABLE orders ALTER COLUMN customer_id SET STATISTICS -1;
