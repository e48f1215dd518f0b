-- case: a value cannot be taken from an enum, so it stays
-- object: enum app.colour
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.colour AS ENUM ('red', 'green');

-- up:
ALTER TYPE app.colour ADD VALUE IF NOT EXISTS 'blue';

-- faulty down:
ANALYZE orders;

-- correct down:
DROP TYPE app.colour;
CREATE TYPE app.colour AS ENUM ('red', 'green');
