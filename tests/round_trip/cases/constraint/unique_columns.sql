-- case: a UNIQUE comes back over fewer columns
-- object: constraint shelves_key on app.shelves
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.shelves (aisle integer, shelf integer, CONSTRAINT shelves_key UNIQUE (aisle, shelf));

-- up:
ALTER TABLE app.shelves DROP CONSTRAINT shelves_key;

-- faulty down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_key UNIQUE (aisle);

-- correct down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_key UNIQUE (aisle, shelf);
