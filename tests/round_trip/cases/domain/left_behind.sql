-- case: a new domain is forgotten
-- object: domain public.percentage
-- finding: downgrade-leaves-residue

-- up:
CREATE DOMAIN percentage AS numeric CHECK (VALUE BETWEEN 0 AND 100);
ALTER TABLE orders ADD COLUMN discount percentage;

-- faulty down:
ALTER TABLE orders DROP COLUMN discount;

-- correct down:
ALTER TABLE orders DROP COLUMN discount;
DROP DOMAIN percentage;
