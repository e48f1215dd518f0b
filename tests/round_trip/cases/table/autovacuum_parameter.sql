-- case: an autovacuum setting of the toast table stays
-- object: table public.orders
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders SET (toast.autovacuum_enabled = false);
CREATE TABLE app.drivers (name text, van text);

-- faulty down:
DROP TABLE app.drivers;

-- correct down:
DROP TABLE app.drivers;
ALTER TABLE orders RESET (toast.autovacuum_enabled);
