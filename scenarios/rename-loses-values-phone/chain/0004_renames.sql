-- migrate:up
ALTER TABLE users RENAME COLUMN town TO city;

-- migrate:down
ALTER TABLE users RENAME COLUMN city TO town;
