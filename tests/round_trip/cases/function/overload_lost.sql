-- case: of two functions with one name, the wrong one is dropped
-- object: function public.customer_name(integer)
-- finding: downgrade-loses-object

-- up:
CREATE OR REPLACE FUNCTION customer_name(bigint) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT name FROM public.customers WHERE id = $1';

-- faulty down:
DROP FUNCTION customer_name(integer);

-- correct down:
DROP FUNCTION customer_name(bigint);
