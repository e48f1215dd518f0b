-- migrate:up transaction:false
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS proxy_url ON proxy (url);

-- migrate:down transaction:false
SELECT 1;
