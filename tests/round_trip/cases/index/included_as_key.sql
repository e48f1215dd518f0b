-- case: an included column comes back as a key
-- object: index orders_open_idx on public.orders
-- finding: downgrade-changes-object

-- up:
DROP INDEX orders_open_idx;

-- faulty down:
CREATE INDEX orders_open_idx ON orders (placed_at DESC, total) WHERE status <> 'shipped';
COMMENT ON INDEX orders_open_idx IS 'What the warehouse asks for.';

-- correct down:
CREATE INDEX orders_open_idx ON orders (placed_at DESC) INCLUDE (total) WHERE status <> 'shipped';
COMMENT ON INDEX orders_open_idx IS 'What the warehouse asks for.';
