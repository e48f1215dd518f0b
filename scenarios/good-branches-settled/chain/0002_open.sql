-- migrate:parents 0001_tickets
-- migrate:up
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'open';
GRANT SELECT ON tickets TO PUBLIC;

-- migrate:down
REVOKE SELECT ON tickets FROM PUBLIC;
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'new';
