-- migrate:up
-- migrate:loses users.plan
ALTER TABLE users DROP COLUMN plan;
ALTER TABLE users DROP COLUMN email;
-- migrate:down
ALTER TABLE users ADD COLUMN email text, ADD COLUMN plan text NOT NULL DEFAULT 'free';
