-- migrate:up
ALTER TABLE users DROP COLUMN phone;

-- migrate:down
ALTER TABLE users ADD COLUMN phone text;
