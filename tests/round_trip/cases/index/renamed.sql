-- case: a renamed index keeps its new name
-- object: index orders_note_idx on public.orders
-- finding: downgrade-loses-object

-- up:
ALTER INDEX IF EXISTS orders_note_idx RENAME TO orders_note_lower_idx;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER INDEX orders_note_lower_idx RENAME TO orders_note_idx;
