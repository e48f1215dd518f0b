-- case: a UNIQUE constraint comes back as a mere unique index
-- object: constraint orders_reference_key on public.orders
-- finding: downgrade-loses-object

-- up:
ALTER TABLE orders DROP CONSTRAINT orders_reference_key;

-- faulty down:
CREATE UNIQUE INDEX orders_reference_key ON orders (reference);

-- correct down:
ALTER TABLE orders ADD CONSTRAINT orders_reference_key UNIQUE (reference);
