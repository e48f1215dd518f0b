CREATE TABLE teams (name text PRIMARY KEY);
