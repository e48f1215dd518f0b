-- case: a new CHECK is forgotten
-- object: constraint orders_note_length on public.orders
-- finding: downgrade-leaves-residue

-- up:
ALTER TABLE orders ADD CONSTRAINT orders_note_length CHECK (length(note) < 1000);

-- faulty down:
ALTER TABLE orders DROP CONSTRAINT IF EXISTS order_note_length;

-- correct down:
ALTER TABLE orders DROP CONSTRAINT orders_note_length;
