-- migrate:parents 0001_tickets
-- migrate:up
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'draft';
GRANT INSERT ON tickets TO PUBLIC;

-- migrate:down
REVOKE INSERT ON tickets FROM PUBLIC;
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'new';
