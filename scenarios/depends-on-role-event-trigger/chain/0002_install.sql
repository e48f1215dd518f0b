-- migrate:up
SELECT install_audit();

-- migrate:down
DROP EVENT TRIGGER IF EXISTS audit_ddl;
