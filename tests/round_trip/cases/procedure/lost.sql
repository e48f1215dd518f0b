-- case: a dropped procedure does not come back
-- object: procedure app.archive(date)
-- finding: downgrade-loses-object

-- up:
DROP PROCEDURE IF EXISTS app.archive(date);

-- faulty down:
ANALYZE app.events;

-- correct down:
CREATE PROCEDURE app.archive(before date) LANGUAGE sql
  AS $$ DELETE FROM app.events WHERE occurred_on < before $$;
