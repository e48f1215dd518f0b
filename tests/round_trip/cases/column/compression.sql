-- case: a compression method stays
-- object: column public.orders.note
-- finding: downgrade-changes-object
-- requires: 14

-- up:
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION default;
