-- migrate:up
CREATE TABLE tokens (id bigint PRIMARY KEY, token text NOT NULL);

-- migrate:down
DROP TABLE tokens;
