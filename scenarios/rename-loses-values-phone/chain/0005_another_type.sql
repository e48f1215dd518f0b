-- migrate:up
ALTER TABLE users DROP COLUMN logins, ADD COLUMN born_on date;

-- migrate:down
ALTER TABLE users DROP COLUMN born_on, ADD COLUMN logins int;
