-- case: of two tables with one name, the wrong one is dropped
-- object: table public.carriers
-- finding: downgrade-loses-object

-- base:
CREATE TABLE carriers (name text);

-- up:
CREATE TABLE app.carriers (name text);

-- faulty down:
DROP TABLE carriers;

-- correct down:
DROP TABLE app.carriers;
