-- migrate:up
INSERT INTO kinds (name) VALUES ('closed');
UPDATE kinds SET name = 'opened' WHERE name = 'open';

-- migrate:down
DELETE FROM kinds WHERE name = 'closed';
UPDATE kinds SET name = 'open' WHERE name = 'opened';
