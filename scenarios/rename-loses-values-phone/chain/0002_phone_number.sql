-- migrate:up
ALTER TABLE users ADD COLUMN phone_number text;
ALTER TABLE users DROP COLUMN phone;

-- migrate:down
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE users DROP COLUMN phone_number;
