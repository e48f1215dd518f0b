-- migrate:up
CREATE TABLE places (name text PRIMARY KEY);

INSERT INTO places VALUES ('Café Central');

-- migrate:down
DROP TABLE places;
