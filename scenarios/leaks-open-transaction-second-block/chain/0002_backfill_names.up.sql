BEGIN;
ALTER TABLE users ADD COLUMN name text;
COMMIT;

BEGIN;
UPDATE users SET name = split_part(email, '@', 1);
