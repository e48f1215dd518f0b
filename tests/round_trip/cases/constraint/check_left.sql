-- case: a new CHECK is forgotten
-- object: constraint orders_note_length on public.orders
-- finding: downgrade-leaves-residue

-- up:
ALTER TABLE orders ADD CONSTRAINT orders_note_length CHECK (length(note) < 1000);
CREATE TABLE app.drivers (name text, van text);

-- faulty down:
ALTER TABLE orders DROP CONSTRAINT IF EXISTS order_note_length;
DROP TABLE app.drivers;

-- correct down:
DROP TABLE app.drivers;
ALTER TABLE orders DROP CONSTRAINT orders_note_length;
