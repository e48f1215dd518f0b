-- migrate:up
SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
CREATE TABLE t (a int);

-- migrate:down
DROP TABLE t;
