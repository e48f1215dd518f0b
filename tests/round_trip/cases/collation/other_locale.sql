-- case: a collation comes back with another locale
-- object: collation app.by_byte
-- finding: downgrade-changes-object

-- base:
CREATE COLLATION app.by_byte FROM "C";

-- up:
DROP COLLATION app.by_byte;

-- faulty down:
CREATE COLLATION app.by_byte FROM "POSIX";

-- correct down:
CREATE COLLATION app.by_byte FROM "C";
