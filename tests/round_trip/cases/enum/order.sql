-- case: an enum is built anew with its values in another order
-- object: enum app.colour
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.colour AS ENUM ('red', 'green');

-- up:
DROP TYPE app.colour;

-- faulty down:
CREATE TYPE app.colour AS ENUM ('green', 'red');

-- correct down:
CREATE TYPE app.colour AS ENUM ('red', 'green');
