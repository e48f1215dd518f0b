-- migrate:up
ALTER TABLE people ADD COLUMN born date;

-- migrate:down
ALTER TABLE people DROP COLUMN born;
