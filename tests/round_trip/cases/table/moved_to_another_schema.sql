-- case: a table stays in another schema
-- object: table public.carriers
-- finding: downgrade-loses-object

-- base:
CREATE TABLE carriers (name text PRIMARY KEY);

-- up:
ALTER TABLE IF EXISTS public.carriers SET SCHEMA app;
CREATE TABLE app.feedback (order_id bigint, stars smallint);

-- faulty down:
DROP TABLE app.feedback;

-- correct down:
DROP TABLE app.feedback;
ALTER TABLE app.carriers SET SCHEMA public;
