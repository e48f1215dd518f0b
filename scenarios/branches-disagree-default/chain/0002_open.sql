-- migrate:parents 0001_tickets
-- migrate:up
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'open';
ALTER TABLE tickets ALTER COLUMN note DROP DEFAULT;

-- migrate:down
ALTER TABLE tickets ALTER COLUMN note SET DEFAULT '';
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'new';
