-- case: a new event trigger is forgotten
-- object: event trigger note_command
-- finding: downgrade-leaves-residue

-- up:
CREATE FUNCTION app.note_command() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE DEBUG 'command: %', tg_tag;
END;
$$;
CREATE EVENT TRIGGER note_command ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION app.note_command();

-- faulty down:
ANALYZE orders;

-- correct down:
DROP EVENT TRIGGER note_command;
DROP FUNCTION app.note_command();
