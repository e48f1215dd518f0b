-- case: an index comes back with another access method
-- object: index orders_note_idx on public.orders
-- finding: downgrade-changes-object

-- up:
DROP INDEX orders_note_idx;

-- faulty down:
CREATE INDEX orders_note_idx ON orders USING hash (lower(note) text_pattern_ops) WITH (fillfactor = 80);

-- correct down:
CREATE INDEX orders_note_idx ON orders (lower(note) text_pattern_ops) WITH (fillfactor = 80);
