-- migrate:up
DROP INDEX tags_name;

-- migrate:down
CREATE UNIQUE INDEX tags_name ON tags (name);
