-- case: a replica identity stays
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers REPLICA IDENTITY FULL;
CREATE TABLE app.feedback (order_id bigint, stars smallint);

-- faulty down:
DROP TABLE app.feedback;

-- correct down:
DROP TABLE app.feedback;
ALTER TABLE customers REPLICA IDENTITY DEFAULT;
