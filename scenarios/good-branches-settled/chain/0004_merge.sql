-- migrate:parents 0002_open 0003_draft
-- migrate:up
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'draft';

-- migrate:down
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'draft';
