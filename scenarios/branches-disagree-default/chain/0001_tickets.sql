-- migrate:up
CREATE TABLE tickets (id int PRIMARY KEY, state text DEFAULT 'new', note text DEFAULT '');
COMMENT ON TABLE tickets IS 'What people ask for';

-- migrate:down
DROP TABLE tickets;
