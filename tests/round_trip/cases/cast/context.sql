-- case: an assignment cast comes back as an explicit one
-- object: cast (public.order_status AS text)
-- finding: downgrade-changes-object

-- base:
CREATE CAST (order_status AS text) WITH INOUT AS ASSIGNMENT;

-- up:
DROP CAST (order_status AS text);

-- faulty down:
CREATE CAST (order_status AS text) WITH INOUT;

-- correct down:
CREATE CAST (order_status AS text) WITH INOUT AS ASSIGNMENT;
