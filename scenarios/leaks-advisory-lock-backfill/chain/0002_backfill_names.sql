-- migrate:up
SELECT pg_advisory_lock(7421);

UPDATE users SET name = split_part(email, '@', 1) WHERE name IS NULL;
ALTER TABLE users ALTER COLUMN name SET NOT NULL;

-- migrate:down
ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
