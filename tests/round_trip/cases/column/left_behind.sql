-- case: a new column is forgotten
-- object: column public.customers.loyalty_points
-- finding: downgrade-leaves-residue

-- up:
ALTER TABLE customers ADD COLUMN loyalty_points integer NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN tier text;

-- faulty down:
ALTER TABLE customers DROP COLUMN tier;

-- correct down:
ALTER TABLE customers DROP COLUMN tier;
ALTER TABLE customers DROP COLUMN loyalty_points;
