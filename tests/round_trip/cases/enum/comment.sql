-- case: the comment on an enum built anew is forgotten
-- object: enum app.colour
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.colour AS ENUM ('red', 'green');
COMMENT ON TYPE app.colour IS 'Of the label.';

-- up:
DROP TYPE app.colour;

-- faulty down:
CREATE TYPE app.colour AS ENUM ('red', 'green');

-- correct down:
CREATE TYPE app.colour AS ENUM ('red', 'green');
COMMENT ON TYPE app.colour IS 'Of the label.';
