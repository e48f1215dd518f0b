-- case: a statistics object comes back with other kinds
-- object: statistics public.orders_customer_status
-- finding: downgrade-changes-object

-- up:
DROP STATISTICS orders_customer_status;

-- faulty down:
CREATE STATISTICS orders_customer_status (ndistinct) ON customer_id, status FROM orders;

-- correct down:
CREATE STATISTICS orders_customer_status (dependencies) ON customer_id, status FROM orders;
