-- case: a new composite type is forgotten
-- object: composite type app.dimensions
-- finding: downgrade-leaves-residue

-- up:
CREATE TYPE app.dimensions AS (width integer, height integer);
ALTER TABLE orders ADD COLUMN dimensions app.dimensions;

-- faulty down:
ALTER TABLE orders DROP COLUMN dimensions;

-- correct down:
ALTER TABLE orders DROP COLUMN dimensions;
DROP TYPE app.dimensions;
