-- migrate:up
ALTER TABLE people RENAME TO users;
ALTER TABLE users ALTER COLUMN state SET DEFAULT 'open';

-- migrate:down
ALTER TABLE users ALTER COLUMN state DROP DEFAULT;
ALTER TABLE users RENAME TO people;
