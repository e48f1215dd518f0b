-- migrate:up
ALTER TABLE users ADD COLUMN nickname text;
UPDATE users SET nickname = nick;
ALTER TABLE users DROP COLUMN nick;

-- migrate:down
ALTER TABLE users ADD COLUMN nick text;
UPDATE users SET nick = nickname;
ALTER TABLE users DROP COLUMN nickname;
