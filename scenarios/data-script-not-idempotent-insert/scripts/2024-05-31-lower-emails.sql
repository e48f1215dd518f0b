BEGIN;
UPDATE users SET email = lower(email) WHERE email <> lower(email);
INSERT INTO users (id, email) VALUES (1, 'root@example.com') ON CONFLICT DO NOTHING;
COMMIT;
