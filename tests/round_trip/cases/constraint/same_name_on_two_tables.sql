-- case: of two constraints with one name, the other is dropped
-- object: constraint positive on app.lines
-- finding: downgrade-leaves-residue

-- base:
CREATE TABLE app.lines (amount numeric);
CREATE TABLE app.sums (amount numeric, CONSTRAINT positive CHECK (amount > 0));

-- up:
ALTER TABLE app.lines ADD CONSTRAINT positive CHECK (amount > 0);

-- faulty down:
ALTER TABLE app.sums DROP CONSTRAINT positive;

-- correct down:
ALTER TABLE app.lines DROP CONSTRAINT positive;
