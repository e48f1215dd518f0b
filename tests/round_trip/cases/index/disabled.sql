-- case: an index that was switched off through the system catalog stays off
-- object: index orders_note_idx on public.orders
-- finding: downgrade-changes-object

-- up:
-- Keep the planner from using it during the import.
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_note_idx'::regclass;

-- faulty down:
ANALYZE orders;

-- correct down:
UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'orders_note_idx'::regclass;
