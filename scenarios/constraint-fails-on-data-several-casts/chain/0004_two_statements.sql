-- migrate:up
ALTER TABLE payments ALTER COLUMN flag TYPE boolean USING flag::boolean;
ALTER TABLE payments ALTER COLUMN ref TYPE uuid USING ref::uuid;

-- migrate:down
ALTER TABLE payments ALTER COLUMN flag TYPE text;
ALTER TABLE payments ALTER COLUMN ref TYPE text;
