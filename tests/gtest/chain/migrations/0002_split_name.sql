-- migrate:up
ALTER TABLE users ADD COLUMN first text, ADD COLUMN last text;
UPDATE users SET first = split_part(name, ' ', 1), last = split_part(name, ' ', 2);
ALTER TABLE users DROP COLUMN name;

-- migrate:down
ALTER TABLE users ADD COLUMN name text;
UPDATE users SET name = first || ' ' || last;
ALTER TABLE users DROP COLUMN first, DROP COLUMN last;
