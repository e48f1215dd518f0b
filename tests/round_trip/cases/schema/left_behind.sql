-- case: a new schema is forgotten
-- object: schema archive
-- finding: downgrade-leaves-residue

-- up:
CREATE SCHEMA IF NOT EXISTS archive;
CREATE TABLE archive.orders (LIKE public.orders);

-- faulty down:
DROP TABLE archive.orders;

-- correct down:
DROP TABLE archive.orders;
DROP SCHEMA archive;
