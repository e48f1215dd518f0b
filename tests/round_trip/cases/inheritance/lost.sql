-- case: a table that no longer inherits stays alone
-- object: table app.letters
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app.letters (id integer NOT NULL, written_on date);
ALTER TABLE app.letters INHERIT app.papers;

-- up:
ALTER TABLE app.letters NO INHERIT app.papers;

-- faulty down:
ANALYZE app.papers;

-- correct down:
ALTER TABLE app.letters INHERIT app.papers;
