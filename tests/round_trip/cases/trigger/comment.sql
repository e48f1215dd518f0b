-- case: the comment on a trigger stays
-- object: trigger touch on public.customers
-- finding: downgrade-changes-object

-- up:
COMMENT ON TRIGGER touch ON customers IS 'Only for real changes.';

-- faulty down:
ANALYZE customers;

-- correct down:
COMMENT ON TRIGGER touch ON customers IS NULL;
