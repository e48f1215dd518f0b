-- migrate:up
INSERT INTO users (id, name) OVERRIDING SYSTEM VALUE VALUES (0, 'Demo') ON CONFLICT DO NOTHING;
COMMENT ON TABLE users IS 'People, and one demo guest.';

-- migrate:down
COMMENT ON TABLE users IS NULL;
