-- case: a new function is forgotten
-- object: function public.order_tax(bigint)
-- finding: downgrade-leaves-residue

-- up:
CREATE OR REPLACE FUNCTION order_tax(bigint) RETURNS numeric LANGUAGE sql STABLE
  AS 'SELECT tax FROM public.orders WHERE id = $1';

-- faulty down:
DROP FUNCTION IF EXISTS orders_tax(bigint);

-- correct down:
DROP FUNCTION order_tax(bigint);
