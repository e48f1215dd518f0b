-- migrate:up
ALTER TABLE payments ADD COLUMN cents int GENERATED ALWAYS AS ((amount * 100)::int) STORED;

-- migrate:down
ALTER TABLE payments DROP COLUMN cents;
