-- migrate:up
ALTER TABLE carts ADD CONSTRAINT weighed CHECK (weight >= 0);

-- migrate:down
ALTER TABLE carts DROP CONSTRAINT weighed;
