-- case: of two functions with one name, the new one stays
-- object: function public.customer_name(bigint)
-- finding: downgrade-leaves-residue

-- up:
CREATE OR REPLACE FUNCTION customer_name(bigint) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT public.customer_name($1::integer)';

-- faulty down:
DROP FUNCTION IF EXISTS customer_names(bigint);

-- correct down:
DROP FUNCTION customer_name(bigint);
