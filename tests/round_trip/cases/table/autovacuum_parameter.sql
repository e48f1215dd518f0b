-- case: an autovacuum setting of the toast table stays
-- object: table public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders SET (toast.autovacuum_enabled = false);

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders RESET (toast.autovacuum_enabled);
