-- case: a new collation is forgotten
-- object: collation app.by_byte
-- finding: downgrade-leaves-residue

-- up:
CREATE COLLATION IF NOT EXISTS app.by_byte FROM "C";
ALTER TABLE app.tickets ALTER COLUMN title TYPE text COLLATE app.by_byte;

-- faulty down:
ALTER TABLE app.tickets ALTER COLUMN title TYPE text;

-- correct down:
ALTER TABLE app.tickets ALTER COLUMN title TYPE text;
DROP COLLATION app.by_byte;
