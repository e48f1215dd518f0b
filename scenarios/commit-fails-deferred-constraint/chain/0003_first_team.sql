-- migrate:up
INSERT INTO teams (name, owner_id) VALUES ('Founders', 1);

-- migrate:down
DELETE FROM teams WHERE name = 'Founders';
