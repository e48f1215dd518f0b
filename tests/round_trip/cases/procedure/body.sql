-- case: the new body of a procedure stays
-- object: procedure app.archive(date)
-- finding: downgrade-changes-object

-- up:
CREATE OR REPLACE PROCEDURE app.archive(before date) LANGUAGE sql
  AS $$ DELETE FROM app.events WHERE occurred_on <= before $$;

-- faulty down:
ANALYZE app.events;

-- correct down:
CREATE OR REPLACE PROCEDURE app.archive(before date) LANGUAGE sql
  AS $$ DELETE FROM app.events WHERE occurred_on < before $$;
