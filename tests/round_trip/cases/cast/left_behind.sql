-- case: a new cast is forgotten
-- object: cast (text AS public.order_status)
-- finding: downgrade-leaves-residue

-- up:
CREATE CAST (text AS order_status) WITH INOUT AS ASSIGNMENT;
ALTER TABLE orders ADD COLUMN previous_status order_status;

-- faulty down:
ALTER TABLE orders DROP COLUMN previous_status;

-- correct down:
ALTER TABLE orders DROP COLUMN previous_status;
DROP CAST (text AS order_status);
