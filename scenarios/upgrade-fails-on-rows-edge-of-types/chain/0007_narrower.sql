-- migrate:up
ALTER TABLE totals ALTER COLUMN amount TYPE numeric(12, 2);

-- migrate:down
ALTER TABLE totals ALTER COLUMN amount TYPE numeric;
