-- case: a UNIQUE forgets that it treats NULLs as equal
-- object: constraint shelves_key on app.shelves
-- finding: downgrade-changes-object
-- requires: 15

-- base:
CREATE TABLE app.shelves (aisle integer, CONSTRAINT shelves_key UNIQUE NULLS NOT DISTINCT (aisle));

-- up:
ALTER TABLE app.shelves DROP CONSTRAINT shelves_key;

-- faulty down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_key UNIQUE (aisle);

-- correct down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_key UNIQUE NULLS NOT DISTINCT (aisle);
