-- migrate:up
ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';
-- migrate:down
ALTER TABLE users DROP COLUMN plan;
