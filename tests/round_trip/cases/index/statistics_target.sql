-- case: the statistics target of an expression stays
-- object: index orders_note_idx on public.orders
-- finding: downgrade-changes-object

-- up:
ALTER INDEX orders_note_idx ALTER COLUMN 1 SET STATISTICS 500;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER INDEX orders_note_idx ALTER COLUMN 1 SET STATISTICS -1;
