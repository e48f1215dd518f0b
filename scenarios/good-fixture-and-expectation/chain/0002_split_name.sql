-- migrate:up
ALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text;
UPDATE users SET first_name = split_part(name, ' ', 1), last_name = nullif(split_part(name, ' ', 2), '');

-- migrate:down
ALTER TABLE users DROP COLUMN first_name, DROP COLUMN last_name;
