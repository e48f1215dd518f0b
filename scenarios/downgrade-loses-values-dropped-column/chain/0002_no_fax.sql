-- migrate:loses users.fax
-- migrate:up
ALTER TABLE users DROP COLUMN fax;

-- migrate:down
ALTER TABLE users ADD COLUMN fax text;
