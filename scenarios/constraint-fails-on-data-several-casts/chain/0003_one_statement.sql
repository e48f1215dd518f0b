-- migrate:up
ALTER TABLE payments ALTER COLUMN meta TYPE jsonb USING meta::jsonb, ALTER COLUMN raw TYPE int USING raw::int;

-- migrate:down
ALTER TABLE payments ALTER COLUMN meta TYPE text, ALTER COLUMN raw TYPE text;
