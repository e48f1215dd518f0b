-- migrate:up
ALTER TABLE pages RENAME COLUMN title TO heading;

-- migrate:down
ALTER TABLE pages RENAME COLUMN heading TO title;
