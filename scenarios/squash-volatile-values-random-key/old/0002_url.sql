-- migrate:up
ALTER TABLE site ADD COLUMN url text;

-- migrate:down
ALTER TABLE site DROP COLUMN url;
