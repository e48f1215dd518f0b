-- migrate:irreversible a hash cannot be turned back into its token
-- migrate:up
ALTER TABLE tokens ALTER COLUMN token TYPE bytea USING sha256(convert_to(token, 'UTF8'));
ALTER TABLE tokens RENAME COLUMN token TO token_sha256;

-- migrate:down
