-- case: the comment on a function is forgotten
-- object: function public.customer_name(integer)
-- finding: downgrade-changes-object

-- up:
COMMENT ON FUNCTION customer_name(integer) IS 'For labels and letters.';

-- faulty down:
COMMENT ON FUNCTION customer_name(integer) IS NULL;

-- correct down:
COMMENT ON FUNCTION customer_name(integer) IS 'For the labels.';
