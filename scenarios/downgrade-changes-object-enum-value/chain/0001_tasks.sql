-- migrate:up
CREATE TYPE status AS ENUM ('open', 'done');
CREATE TABLE tasks (id bigint PRIMARY KEY, status status NOT NULL DEFAULT 'open');

-- migrate:down
DROP TABLE tasks;
DROP TYPE status;
