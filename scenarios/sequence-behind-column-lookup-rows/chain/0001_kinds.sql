-- migrate:up
CREATE TABLE kinds (id bigserial PRIMARY KEY, name text NOT NULL UNIQUE);
INSERT INTO kinds (id, name) VALUES (1, 'open'), (2, 'closed'), (3, 'lost');

-- migrate:down
DROP TABLE kinds;
