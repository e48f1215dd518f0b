CREATE TABLE teams (id bigint PRIMARY KEY);

-- Down Migration
DROP TABLE teams;
