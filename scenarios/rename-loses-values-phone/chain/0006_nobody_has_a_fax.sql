-- migrate:up
-- migrate:loses users.fax
ALTER TABLE users DROP COLUMN fax, ADD COLUMN website text;

-- migrate:down
ALTER TABLE users DROP COLUMN website, ADD COLUMN fax text;
