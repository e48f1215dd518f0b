-- case: a new extension is forgotten
-- object: extension pg_trgm
-- finding: downgrade-leaves-residue

-- up:
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX customers_name_idx ON customers USING gin (name gin_trgm_ops);

-- faulty down:
DROP INDEX customers_name_idx;

-- correct down:
DROP INDEX customers_name_idx;
DROP EXTENSION pg_trgm;
