-- case: a range type comes back over another type
-- object: range type app.span
-- finding: downgrade-changes-object

-- base:
CREATE TYPE app.span AS RANGE (subtype = float8);

-- up:
DROP TYPE app.span;

-- faulty down:
CREATE TYPE app.span AS RANGE (subtype = float4);

-- correct down:
CREATE TYPE app.span AS RANGE (subtype = float8);
