CREATE ROLE reporting NOLOGIN;
CREATE EXTENSION pg_trgm;
CREATE SCHEMA staging;
CREATE TABLE staging.imports (id bigint PRIMARY KEY, body text);
