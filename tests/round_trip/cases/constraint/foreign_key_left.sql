-- case: a new foreign key is forgotten
-- object: constraint tickets_number_fkey on app.tickets
-- finding: downgrade-leaves-residue

-- up:
ALTER TABLE app.tickets ADD CONSTRAINT tickets_number_fkey FOREIGN KEY (number) REFERENCES orders NOT VALID;

-- faulty down:
ALTER TABLE app.tickets DROP CONSTRAINT IF EXISTS ticket_number_fkey;

-- correct down:
ALTER TABLE app.tickets DROP CONSTRAINT tickets_number_fkey;
