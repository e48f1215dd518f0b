-- case: a new default stays
-- object: column public.orders.reference
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN reference SET DEFAULT 'none';

-- faulty down:
UPDATE orders SET reference = NULL WHERE reference = 'none';

-- correct down:
ALTER TABLE orders ALTER COLUMN reference DROP DEFAULT;
