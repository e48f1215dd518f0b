-- case: nobody may use a type any more
-- object: enum public.order_status
-- finding: downgrade-changes-object

-- up:
REVOKE USAGE ON TYPE order_status FROM PUBLIC;

-- faulty down:
ANALYZE orders;

-- correct down:
GRANT USAGE ON TYPE order_status TO PUBLIC;
