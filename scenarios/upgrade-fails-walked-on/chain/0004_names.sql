-- migrate:up
CREATE OR REPLACE VIEW buyers AS SELECT id, email AS mail FROM users;

-- migrate:down
CREATE OR REPLACE VIEW buyers AS SELECT id, email AS mail FROM users;
