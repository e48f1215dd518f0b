-- migrate:up
ALTER TABLE orders DISABLE TRIGGER ALL;

-- migrate:down
ALTER TABLE orders ENABLE TRIGGER ALL;
