-- migrate:up
COMMENT ON COLUMN buyers.domain IS 'of the address';

-- migrate:down
COMMENT ON COLUMN buyers.domain IS NULL;
