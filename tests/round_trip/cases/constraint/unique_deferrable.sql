-- case: a UNIQUE comes back not deferrable
-- object: constraint shelves_position_key on app.shelves
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.shelves (position integer, CONSTRAINT shelves_position_key UNIQUE (position) DEFERRABLE);

-- up:
ALTER TABLE app.shelves DROP CONSTRAINT shelves_position_key;

-- faulty down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_position_key UNIQUE (position);

-- correct down:
ALTER TABLE app.shelves ADD CONSTRAINT shelves_position_key UNIQUE (position) DEFERRABLE;
