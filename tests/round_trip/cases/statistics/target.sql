-- case: the target of a statistics object stays
-- object: statistics public.orders_customer_status
-- finding: downgrade-changes-object

-- up:
ALTER STATISTICS orders_customer_status SET STATISTICS 1000;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER STATISTICS orders_customer_status SET STATISTICS -1;
