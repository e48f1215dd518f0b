-- migrate:up
ALTER TABLE users ADD COLUMN verified boolean NOT NULL DEFAULT false;

CREATE INDEX users_mail_idx ON users (mail) WHERE verified;

-- migrate:down
DROP INDEX users_mail_idx;
ALTER TABLE users DROP COLUMN verified;
