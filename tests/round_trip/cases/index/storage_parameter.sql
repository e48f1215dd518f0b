-- case: an index comes back without its storage parameter
-- object: index orders_note_idx on public.orders
-- finding: downgrade-changes-object

-- up:
DROP INDEX orders_note_idx;

-- faulty down:
CREATE INDEX orders_note_idx ON orders (lower(note) text_pattern_ops);

-- correct down:
CREATE INDEX orders_note_idx ON orders (lower(note) text_pattern_ops) WITH (fillfactor = 80);
