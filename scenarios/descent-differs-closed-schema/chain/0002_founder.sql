-- migrate:up
ALTER TABLE members ADD COLUMN joined_on date;
INSERT INTO members VALUES ('Ada') ON CONFLICT DO NOTHING;

-- migrate:down
ALTER TABLE members DROP COLUMN joined_on;
