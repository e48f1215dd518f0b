-- case: a foreign key is deferrable but no longer deferred
-- object: constraint orders_customer_id_fkey on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER CONSTRAINT orders_customer_id_fkey NOT DEFERRABLE;

-- faulty down:
ALTER TABLE orders ALTER CONSTRAINT orders_customer_id_fkey DEFERRABLE;

-- correct down:
ALTER TABLE orders ALTER CONSTRAINT orders_customer_id_fkey DEFERRABLE INITIALLY DEFERRED;
