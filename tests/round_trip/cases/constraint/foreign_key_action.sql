-- case: a foreign key comes back with another action
-- object: constraint orders_customer_id_fkey on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;

-- faulty down:
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers
  DEFERRABLE INITIALLY DEFERRED;

-- correct down:
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers
  ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
