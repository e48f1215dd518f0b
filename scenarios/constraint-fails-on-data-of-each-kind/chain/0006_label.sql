-- migrate:up
CREATE TYPE state_2 AS ENUM ('new', 'paid');
ALTER TABLE orders ALTER COLUMN state TYPE state_2 USING state::text::state_2;
DROP TYPE state;
ALTER TYPE state_2 RENAME TO state;

-- migrate:down
CREATE TYPE state_3 AS ENUM ('new', 'paid', 'lost');
ALTER TABLE orders ALTER COLUMN state TYPE state_3 USING state::text::state_3;
DROP TYPE state;
ALTER TYPE state_3 RENAME TO state;
