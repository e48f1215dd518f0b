-- case: the comment on a column stays
-- object: column public.orders.note
-- finding: downgrade-changes-object

-- up:
COMMENT ON COLUMN orders.note IS 'Read to the courier.';

-- faulty down:
ANALYZE orders;

-- correct down:
COMMENT ON COLUMN orders.note IS NULL;
