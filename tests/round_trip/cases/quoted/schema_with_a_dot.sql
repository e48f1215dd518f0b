-- case: a schema with a dot in its name is forgotten
-- object: schema "a.b"
-- finding: downgrade-leaves-residue

-- up:
CREATE SCHEMA IF NOT EXISTS "a.b";
CREATE TABLE "a.b"."c.d" (id integer);

-- faulty down:
DROP TABLE "a.b"."c.d";

-- correct down:
DROP TABLE "a.b"."c.d";
DROP SCHEMA "a.b";
