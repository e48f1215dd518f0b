-- migrate:up
ALTER TABLE readings ATTACH PARTITION imported FOR VALUES FROM ('1999-01-01') TO ('2000-01-01');
-- migrate:down
ALTER TABLE readings DETACH PARTITION imported;
