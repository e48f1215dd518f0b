-- migrate:up
CREATE TABLE tickets (id int PRIMARY KEY, state text DEFAULT 'new');

-- migrate:down
DROP TABLE tickets;
