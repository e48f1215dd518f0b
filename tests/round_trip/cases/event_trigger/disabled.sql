-- case: an event trigger stays disabled
-- object: event trigger note_command
-- finding: downgrade-changes-object

-- base:
CREATE FUNCTION app.note_command() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE DEBUG 'command: %', tg_tag;
END;
$$;
CREATE EVENT TRIGGER note_command ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION app.note_command();

-- up:
ALTER EVENT TRIGGER note_command DISABLE;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER EVENT TRIGGER note_command ENABLE;
