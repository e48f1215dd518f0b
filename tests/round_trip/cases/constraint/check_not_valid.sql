-- case: a CHECK comes back without being validated
-- object: constraint orders_total_not_negative on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP CONSTRAINT orders_total_not_negative;

-- faulty down:
ALTER TABLE orders ADD CONSTRAINT orders_total_not_negative CHECK (total >= 0) NOT VALID;
COMMENT ON CONSTRAINT orders_total_not_negative ON orders IS 'Refunds are another table.';

-- correct down:
ALTER TABLE orders ADD CONSTRAINT orders_total_not_negative CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_negative;
COMMENT ON CONSTRAINT orders_total_not_negative ON orders IS 'Refunds are another table.';
