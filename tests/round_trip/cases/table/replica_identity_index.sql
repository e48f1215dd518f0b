-- case: a replica identity by index is not given back
-- object: table app.shelves
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.shelves (code text NOT NULL);
CREATE UNIQUE INDEX shelves_code_idx ON app.shelves (code);
ALTER TABLE app.shelves REPLICA IDENTITY USING INDEX shelves_code_idx;

-- up:
ALTER TABLE app.shelves REPLICA IDENTITY DEFAULT;

-- faulty down:
ANALYZE app.shelves;

-- correct down:
ALTER TABLE app.shelves REPLICA IDENTITY USING INDEX shelves_code_idx;
