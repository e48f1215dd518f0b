-- migrate:up
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
ALTER TABLE users ADD COLUMN is_guest boolean NOT NULL DEFAULT false;

-- migrate:down
UPDATE users SET email = 'guest-' || id || '@example.com' WHERE email IS NULL;
ALTER TABLE users DROP COLUMN is_guest;
