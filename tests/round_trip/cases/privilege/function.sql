-- case: a function becomes executable by everybody again
-- object: function public.customer_name(integer)
-- finding: downgrade-changes-object

-- up:
DROP FUNCTION customer_name(integer);

-- faulty down:
CREATE FUNCTION customer_name(integer) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT name FROM public.customers WHERE id = $1';
COMMENT ON FUNCTION customer_name(integer) IS 'For the labels.';

-- correct down:
CREATE FUNCTION customer_name(integer) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT name FROM public.customers WHERE id = $1';
COMMENT ON FUNCTION customer_name(integer) IS 'For the labels.';
REVOKE EXECUTE ON FUNCTION customer_name(integer) FROM PUBLIC;
