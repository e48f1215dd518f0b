-- migrate:up
INSERT INTO settings VALUES ('theme', 'light') ON CONFLICT DO NOTHING;
COMMENT ON TABLE settings IS 'Of the whole installation.';

-- migrate:down
COMMENT ON TABLE settings IS NULL;
