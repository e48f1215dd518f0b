-- case: an extension stays in another schema
-- object: extension citext
-- finding: downgrade-changes-object

-- base:
CREATE EXTENSION citext SCHEMA public;

-- up:
ALTER EXTENSION citext SET SCHEMA app;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER EXTENSION citext SET SCHEMA public;
