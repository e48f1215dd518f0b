-- case: a new attribute stays
-- object: attribute public.address.country
-- finding: downgrade-leaves-residue

-- up:
ALTER TYPE address ADD ATTRIBUTE country text;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TYPE address DROP ATTRIBUTE country;
