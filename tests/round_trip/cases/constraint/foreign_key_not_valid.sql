-- case: a foreign key comes back without being validated
-- object: constraint orders_customer_id_fkey on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;

-- faulty down:
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers
  ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;

-- correct down:
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers
  ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
