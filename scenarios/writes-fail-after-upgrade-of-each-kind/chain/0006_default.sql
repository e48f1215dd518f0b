-- migrate:up
ALTER TABLE counters RENAME TO numbers;

-- migrate:down
ALTER TABLE numbers RENAME TO counters;
