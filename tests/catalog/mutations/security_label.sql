-- SECURITY LABEL needs a provider, which is a library in C that none of these servers has loaded. What it would
-- write is an entry of pg_seclabel, which a superuser can write as well.
--= L01 label of a table
--= expect changed table public.t: security_label
--= both
CREATE TABLE t (a int);
--= to
INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= L01 label of a table, another
--= expect changed table public.t: security_label
--= both
CREATE TABLE t (a int);
INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= to
UPDATE pg_seclabel SET label = 'top secret';
--= L01 label of a table by another provider
--= expect changed table public.t: security_label
--= both
CREATE TABLE t (a int);
--= from
INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= to
INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'other', 'secret');
--= L02 label of a column
--= expect changed column public.t.a: security_label
--= both
CREATE TABLE t (a int, b int);
--= to
INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 1, 'dummy', 'secret');
--= L03 label of a view
--= expect changed view public.v: security_label
--= both
CREATE VIEW v AS SELECT 1 AS a;
--= to
INSERT INTO pg_seclabel VALUES ('v'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= L03 label of a view's column
--= expect added column public.v.a
--= both
CREATE VIEW v AS SELECT 1 AS a;
--= to
INSERT INTO pg_seclabel VALUES ('v'::regclass, 'pg_class'::regclass, 1, 'dummy', 'secret');
--= L04 label of a materialized view
--= expect changed materialized view public.m: security_label
--= both
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
--= to
INSERT INTO pg_seclabel VALUES ('m'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= L05 label of a foreign table
--= expect changed foreign table public.f: security_label
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a int) SERVER s;
--= to
INSERT INTO pg_seclabel VALUES ('f'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= L06 label of a sequence
--= expect changed sequence public.s: security_label
--= both
CREATE SEQUENCE s;
--= to
INSERT INTO pg_seclabel VALUES ('s'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret');
--= L07 label of a schema
--= expect changed schema s: security_label
--= both
CREATE SCHEMA s;
--= to
INSERT INTO pg_seclabel VALUES ('s'::regnamespace, 'pg_namespace'::regclass, 0, 'dummy', 'secret');
--= L07 label of the schema public
--= expect changed schema public: security_label
--= to
INSERT INTO pg_seclabel VALUES ('public'::regnamespace, 'pg_namespace'::regclass, 0, 'dummy', 'secret');
--= L08 label of an enum
--= expect changed enum public.e: security_label
--= both
CREATE TYPE e AS ENUM ('a');
--= to
INSERT INTO pg_seclabel VALUES ('e'::regtype, 'pg_type'::regclass, 0, 'dummy', 'secret');
--= L09 label of a domain
--= expect changed domain public.d: security_label
--= both
CREATE DOMAIN d AS int;
--= to
INSERT INTO pg_seclabel VALUES ('d'::regtype, 'pg_type'::regclass, 0, 'dummy', 'secret');
--= L10 label of a composite type
--= expect changed composite type public.c: security_label
--= both
CREATE TYPE c AS (a int);
--= to
INSERT INTO pg_seclabel VALUES ('c'::regtype, 'pg_type'::regclass, 0, 'dummy', 'secret');
--= L10 label of a composite type's attribute
--= expect changed attribute public.c.a: security_label
--= beyond pg_dump
--= both
CREATE TYPE c AS (a int);
--= to
INSERT INTO pg_seclabel VALUES ('c'::regclass, 'pg_class'::regclass, 1, 'dummy', 'secret');
--= L11 label of a range type
--= expect changed range type public.r: security_label
--= both
CREATE TYPE r AS RANGE (subtype = int);
--= to
INSERT INTO pg_seclabel VALUES ('r'::regtype, 'pg_type'::regclass, 0, 'dummy', 'secret');
--= L12 label of a base type
--= expect changed base type public.b: security_label
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE b (input = b_in, output = b_out, internallength = 4, passedbyvalue);
--= to
INSERT INTO pg_seclabel VALUES ('b'::regtype, 'pg_type'::regclass, 0, 'dummy', 'secret');
--= L13 label of a function
--= expect changed function public.f(): security_label
--= both
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
INSERT INTO pg_seclabel VALUES ('f'::regproc, 'pg_proc'::regclass, 0, 'dummy', 'secret');
--= L14 label of an aggregate
--= expect changed aggregate public.a(integer): security_label
--= both
CREATE AGGREGATE a(int) (sfunc = int4pl, stype = int);
--= to
INSERT INTO pg_seclabel VALUES ('a'::regproc, 'pg_proc'::regclass, 0, 'dummy', 'secret');
--= L15 label of a language
--= expect changed language l: security_label
--= both
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
--= to
INSERT INTO pg_seclabel SELECT oid, 'pg_language'::regclass, 0, 'dummy', 'secret' FROM pg_language WHERE lanname = 'l';
--= L16 label of an event trigger
--= expect changed event trigger e: security_label
--= both
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION f();
--= to
INSERT INTO pg_seclabel SELECT oid, 'pg_event_trigger'::regclass, 0, 'dummy', 'secret' FROM pg_event_trigger;
--= L17 label of a publication
--= expect changed publication p: security_label
--= both
CREATE PUBLICATION p;
--= to
INSERT INTO pg_seclabel SELECT oid, 'pg_publication'::regclass, 0, 'dummy', 'secret' FROM pg_publication;
--= L18 label of a subscription
--= expect changed subscription s: security_label
--= both
CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
INSERT INTO pg_shseclabel SELECT s.oid, 'pg_subscription'::regclass, 'dummy', 'secret' FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database();
--= L19 label of the database
--= expect changed the database: security_label
--= beyond pg_dump
--= to
INSERT INTO pg_shseclabel SELECT oid, 'pg_database'::regclass, 'dummy', 'secret' FROM pg_database WHERE datname = current_database();
