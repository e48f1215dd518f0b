-- case: a new sequence is forgotten
-- object: sequence app.parcel_number
-- finding: downgrade-leaves-residue

-- up:
CREATE SEQUENCE IF NOT EXISTS app.parcel_number;
ALTER TABLE orders ALTER COLUMN reference SET DEFAULT nextval('app.parcel_number')::text;

-- faulty down:
ALTER TABLE orders ALTER COLUMN reference DROP DEFAULT;

-- correct down:
ALTER TABLE orders ALTER COLUMN reference DROP DEFAULT;
DROP SEQUENCE app.parcel_number;
