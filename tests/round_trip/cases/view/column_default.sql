-- case: the default of a column of a view stays
-- object: column public.open_orders.total
-- finding: downgrade-leaves-residue

-- up:
ALTER VIEW open_orders ALTER COLUMN total SET DEFAULT 0;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER VIEW open_orders ALTER COLUMN total DROP DEFAULT;
