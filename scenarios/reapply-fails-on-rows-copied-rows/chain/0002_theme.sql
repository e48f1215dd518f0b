-- migrate:up
ALTER TABLE users ADD COLUMN theme text NOT NULL DEFAULT 'light';
INSERT INTO settings SELECT id, 'theme', theme FROM users;

-- migrate:down
ALTER TABLE users DROP COLUMN theme;
