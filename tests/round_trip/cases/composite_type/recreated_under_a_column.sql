-- case: a composite type built anew under a column lacks an attribute
-- object: attribute app.dimensions.height
-- finding: downgrade-loses-object

-- base:
CREATE TYPE app.dimensions AS (width integer, height integer);
CREATE TABLE app.boxes (id integer, dimensions app.dimensions);

-- up:
ALTER TABLE app.boxes DROP COLUMN dimensions;
DROP TYPE app.dimensions;

-- faulty down:
CREATE TYPE app.dimensions AS (width integer);
ALTER TABLE app.boxes ADD COLUMN dimensions app.dimensions;

-- correct down:
CREATE TYPE app.dimensions AS (width integer, height integer);
ALTER TABLE app.boxes ADD COLUMN dimensions app.dimensions;
