-- migrate:up
ALTER TABLE orders ALTER COLUMN code TYPE varchar(8);

-- migrate:down
ALTER TABLE orders ALTER COLUMN code TYPE text;
