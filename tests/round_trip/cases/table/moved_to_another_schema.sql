-- case: a table stays in another schema
-- object: table public.carriers
-- finding: downgrade-loses-object

-- base:
CREATE TABLE carriers (name text PRIMARY KEY);

-- up:
ALTER TABLE IF EXISTS public.carriers SET SCHEMA app;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER TABLE app.carriers SET SCHEMA public;
