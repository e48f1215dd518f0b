-- migrate:up
INSERT INTO users (name) VALUES ('Demo');
COMMENT ON TABLE users IS 'People, and one demo guest.';

-- migrate:down
COMMENT ON TABLE users IS NULL;
