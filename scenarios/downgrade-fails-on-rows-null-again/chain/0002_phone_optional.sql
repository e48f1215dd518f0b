-- migrate:up
ALTER TABLE users ALTER COLUMN phone DROP NOT NULL;

-- migrate:down
ALTER TABLE users ALTER COLUMN phone SET NOT NULL;
