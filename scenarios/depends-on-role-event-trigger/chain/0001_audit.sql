-- migrate:up
CREATE FUNCTION note_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION install_audit() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE EVENT TRIGGER audit_ddl ON ddl_command_end EXECUTE FUNCTION note_ddl();
EXCEPTION WHEN insufficient_privilege THEN
END $$;

-- migrate:down
DROP FUNCTION install_audit(), note_ddl();
