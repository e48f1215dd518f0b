-- migrate:up
CREATE TABLE events (id int PRIMARY KEY, starts timestamp NOT NULL CHECK (date_part('year', starts) BETWEEN 1970 AND 2100));

-- migrate:down
DROP TABLE events;
