-- case: a dropped index does not come back
-- object: index orders_note_idx on public.orders
-- finding: downgrade-loses-object

-- up:
DROP INDEX IF EXISTS orders_note_idx;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE INDEX orders_note_idx ON orders (lower(note) text_pattern_ops) WITH (fillfactor = 80);
