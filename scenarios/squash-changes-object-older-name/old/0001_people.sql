-- migrate:up
CREATE TABLE people (id bigint PRIMARY KEY, state text);

-- migrate:down
DROP TABLE people;
