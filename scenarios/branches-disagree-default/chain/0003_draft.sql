-- migrate:parents 0001_tickets
-- migrate:up
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'draft';
ALTER TABLE tickets ALTER COLUMN note DROP DEFAULT;
COMMENT ON TABLE tickets IS 'Requests of customers';

-- migrate:down
COMMENT ON TABLE tickets IS 'What people ask for';
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'new';
