-- migrate:up
ALTER TABLE ledger ALTER COLUMN amount SET NOT NULL;

-- migrate:down
ALTER TABLE ledger ALTER COLUMN amount DROP NOT NULL;
