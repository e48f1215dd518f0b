-- migrate:up
CREATE TABLE readings (sensor int NOT NULL, day date NOT NULL, value numeric) PARTITION BY RANGE (day);
CREATE TABLE readings_of_other_days PARTITION OF readings DEFAULT;
CREATE TABLE imported (sensor int NOT NULL, day date NOT NULL, value numeric);
-- migrate:irreversible the first tables
