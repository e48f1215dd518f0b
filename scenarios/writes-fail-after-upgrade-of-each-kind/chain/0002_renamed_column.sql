-- migrate:up
ALTER TABLE totals RENAME COLUMN amount TO sum;

-- migrate:down
ALTER TABLE totals RENAME COLUMN sum TO amount;
