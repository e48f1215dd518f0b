-- case: an attribute comes back with another type
-- object: attribute app.dimensions.width
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.dimensions AS (width integer, height integer);

-- up:
DROP TYPE app.dimensions;

-- faulty down:
CREATE TYPE app.dimensions AS (width bigint, height integer);

-- correct down:
CREATE TYPE app.dimensions AS (width integer, height integer);
