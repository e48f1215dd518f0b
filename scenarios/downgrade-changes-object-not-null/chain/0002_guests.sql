-- migrate:up
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;

-- migrate:down
UPDATE users SET email = 'guest-' || id || '@example.com' WHERE email IS NULL;
