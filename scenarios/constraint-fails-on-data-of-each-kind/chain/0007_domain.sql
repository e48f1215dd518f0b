-- migrate:up
ALTER DOMAIN percent ADD CONSTRAINT at_most_all CHECK (VALUE BETWEEN 0 AND 100);

-- migrate:down
ALTER DOMAIN percent DROP CONSTRAINT at_most_all;
