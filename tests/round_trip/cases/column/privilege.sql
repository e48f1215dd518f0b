-- case: the privilege on a re-created column is forgotten
-- object: column public.parcels.weight
-- finding: downgrade-changes-object

-- base:
CREATE TABLE parcels (id integer, weight numeric);
GRANT SELECT (weight) ON parcels TO PUBLIC;

-- up:
ALTER TABLE parcels DROP COLUMN weight;

-- faulty down:
ALTER TABLE parcels ADD COLUMN weight numeric;

-- correct down:
ALTER TABLE parcels ADD COLUMN weight numeric;
GRANT SELECT (weight) ON parcels TO PUBLIC;
