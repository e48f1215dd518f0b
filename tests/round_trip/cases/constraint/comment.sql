-- case: the comment on a re-created constraint is forgotten
-- object: constraint orders_total_not_negative on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders DROP CONSTRAINT orders_total_not_negative;

-- faulty down:
ALTER TABLE orders ADD CONSTRAINT orders_total_not_negative CHECK (total >= 0);

-- correct down:
ALTER TABLE orders ADD CONSTRAINT orders_total_not_negative CHECK (total >= 0);
COMMENT ON CONSTRAINT orders_total_not_negative ON orders IS 'Refunds are another table.';
