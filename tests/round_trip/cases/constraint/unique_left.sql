-- case: a new UNIQUE is forgotten
-- object: constraint customers_phone_key on public.customers
-- finding: downgrade-leaves-residue

-- up:
ALTER TABLE customers ADD CONSTRAINT customers_phone_key UNIQUE (phone);

-- faulty down:
ALTER TABLE customers DROP CONSTRAINT IF EXISTS customer_phone_key;

-- correct down:
ALTER TABLE customers DROP CONSTRAINT customers_phone_key;
