-- case: a new statistics object is forgotten
-- object: statistics public.orders_reference_note
-- finding: downgrade-leaves-residue

-- up:
CREATE STATISTICS IF NOT EXISTS orders_reference_note ON reference, note FROM orders;

-- faulty down:
DROP STATISTICS IF EXISTS order_reference_note;

-- correct down:
DROP STATISTICS orders_reference_note;
