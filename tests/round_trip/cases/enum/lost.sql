-- case: a dropped enum does not come back
-- object: enum app.colour
-- finding: downgrade-loses-object

-- base:
CREATE TYPE app.colour AS ENUM ('red', 'green');

-- up:
DROP TYPE IF EXISTS app.colour;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE TYPE app.colour AS ENUM ('red', 'green');
