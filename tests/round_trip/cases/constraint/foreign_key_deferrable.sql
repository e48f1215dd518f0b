-- case: a foreign key stays not deferrable
-- object: constraint orders_customer_id_fkey on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER CONSTRAINT orders_customer_id_fkey NOT DEFERRABLE;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders ALTER CONSTRAINT orders_customer_id_fkey DEFERRABLE INITIALLY DEFERRED;
