--= N01 schema added
--= expect added schema s
--= to
CREATE SCHEMA s;
--= N02 schema owner
--= expect changed schema s: owner
--= both
CREATE SCHEMA s;
--= to
ALTER SCHEMA s OWNER TO alice;
--= N03 schema grant
--= expect changed schema s: privileges
--= both
CREATE SCHEMA s;
--= to
GRANT USAGE ON SCHEMA s TO alice;
--= N04 schema comment
--= expect changed schema s: comment
--= both
CREATE SCHEMA s;
--= to
COMMENT ON SCHEMA s IS 'x';
--= N05 privileges of public
--= expect changed schema public: privileges
--= to
GRANT ALL ON SCHEMA public TO alice;
--= N05 PUBLIC loses public
--= expect changed schema public: privileges
--= to
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
--= N05 owner of public
--= expect changed schema public: owner, privileges
--= until 14
--= to
ALTER SCHEMA public OWNER TO alice;
--= N05 comment of public
--= expect changed schema public: comment
--= to
COMMENT ON SCHEMA public IS 'mine';
--= N06 public dropped
--= expect dropped schema public
--= beyond pg_dump
--= to
DROP SCHEMA public;
--= X01 extension added
--= expect added extension pg_trgm
--= to
CREATE EXTENSION pg_trgm;
--= X02 extension schema
--= expect changed extension pg_trgm: schema
--= both
CREATE SCHEMA s;
CREATE EXTENSION pg_trgm;
--= to
ALTER EXTENSION pg_trgm SET SCHEMA s;
--= X03 extension comment
--= expect changed extension pg_trgm: comment
--= both
CREATE EXTENSION pg_trgm;
--= to
COMMENT ON EXTENSION pg_trgm IS 'x';
--= X04 privileges of an extension's function
--= expect added function public.similarity(text, text)
--= both
CREATE EXTENSION pg_trgm;
--= to
REVOKE EXECUTE ON FUNCTION similarity(text, text) FROM PUBLIC;
--= X05 extension version
--= expect changed extension pg_trgm: version
--= beyond pg_dump
--= from
CREATE EXTENSION pg_trgm VERSION '1.3';
--= to
CREATE EXTENSION pg_trgm VERSION '1.3';
UPDATE pg_extension SET extversion = '1.99' WHERE extname = 'pg_trgm';
--= X06 column grant on an extension's table
--= expect added column public.t.a
--= both
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a int);
ALTER EXTENSION pg_trgm ADD TABLE t;
--= to
GRANT SELECT (a) ON t TO alice;
--= X06 column grant that an extension made
--= expect dropped column public.t.a
--= both
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a int);
--= from
ALTER EXTENSION pg_trgm ADD TABLE t;
GRANT SELECT (a) ON t TO alice;
--= to
GRANT SELECT (a) ON t TO alice;
ALTER EXTENSION pg_trgm ADD TABLE t;
--= X07 grant on an extension's schema
--= expect added schema s
--= both
CREATE EXTENSION pg_trgm;
CREATE SCHEMA s;
ALTER EXTENSION pg_trgm ADD SCHEMA s;
--= to
GRANT USAGE ON SCHEMA s TO alice;
--= X08 grant on an extension's wrapper
--= expect added foreign-data wrapper w
--= both
CREATE EXTENSION pg_trgm;
CREATE FOREIGN DATA WRAPPER w;
ALTER EXTENSION pg_trgm ADD FOREIGN DATA WRAPPER w;
--= to
GRANT USAGE ON FOREIGN DATA WRAPPER w TO alice;
--= X08 grant on an extension's server
--= expect added foreign server s
--= both
CREATE EXTENSION pg_trgm;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
ALTER EXTENSION pg_trgm ADD SERVER s;
--= to
GRANT USAGE ON FOREIGN SERVER s TO alice;
--= X09 grant on plpgsql
--= expect added language plpgsql
--= to
GRANT USAGE ON LANGUAGE plpgsql TO alice;
--= X09 plpgsql taken from PUBLIC
--= expect added language plpgsql
--= to
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
--= A01 statistics added
--= expect added statistics public.s
--= both
CREATE TABLE t (a int, b int);
--= to
CREATE STATISTICS s ON a, b FROM t;
--= A02 kinds
--= expect changed statistics public.s: definition
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE STATISTICS s ON a, b FROM t;
--= to
CREATE STATISTICS s (ndistinct) ON a, b FROM t;
--= A03 statistics object target
--= expect changed statistics public.s: target
--= both
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
--= to
ALTER STATISTICS s SET STATISTICS 400;
--= A04 statistics expressions
--= expect changed statistics public.s: definition
--= since 14
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE STATISTICS s ON a, b FROM t;
--= to
CREATE STATISTICS s ON a, (b + 1) FROM t;
--= A05 statistics comment
--= expect changed statistics public.s: comment
--= both
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
--= to
COMMENT ON STATISTICS s IS 'x';
--= A06 statistics owner
--= expect changed statistics public.s: owner
--= both
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t;
--= to
ALTER STATISTICS s OWNER TO alice;
--= W01 wrapper added
--= expect added foreign-data wrapper w
--= to
CREATE FOREIGN DATA WRAPPER w;
--= W02 wrapper options
--= expect changed foreign-data wrapper w: options
--= both
CREATE FOREIGN DATA WRAPPER w;
--= to
ALTER FOREIGN DATA WRAPPER w OPTIONS (a 'b');
--= W02 wrapper owner
--= expect changed foreign-data wrapper w: comment
--= both
CREATE FOREIGN DATA WRAPPER w;
--= to
COMMENT ON FOREIGN DATA WRAPPER w IS 'x';
--= W03 server added
--= expect added foreign server s
--= both
CREATE FOREIGN DATA WRAPPER w;
--= to
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= W04 server options
--= expect changed foreign server s: options
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
ALTER SERVER s OPTIONS (a 'b');
--= W04 server version
--= expect changed foreign server s: version
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
ALTER SERVER s VERSION '9';
--= W04 server type
--= expect changed foreign server s: type
--= both
CREATE FOREIGN DATA WRAPPER w;
--= from
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
CREATE SERVER s TYPE 'x' FOREIGN DATA WRAPPER w;
--= W04 server owner
--= expect changed foreign server s: comment
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
COMMENT ON SERVER s IS 'x';
--= W04 server option with a name like one of the server's own
--= expect changed foreign server s: options
--= both
CREATE FOREIGN DATA WRAPPER w;
--= from
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (pg_x 'y');
--= W05 user mapping added
--= expect added user mapping alice on s
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
CREATE USER MAPPING FOR alice SERVER s;
--= W05 user mapping options
--= expect changed user mapping alice on s: options
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR alice SERVER s;
--= to
ALTER USER MAPPING FOR alice SERVER s OPTIONS (a 'b');
--= W06 foreign table added
--= expect added foreign table public.t
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
CREATE FOREIGN TABLE t (a int) SERVER s;
--= W07 foreign table options
--= expect changed foreign table public.t: foreign_options
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (a int) SERVER s;
--= to
ALTER FOREIGN TABLE t OPTIONS (a 'b');
--= W08 foreign column options
--= expect changed column public.t.a: foreign_options
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (a int) SERVER s;
--= to
ALTER FOREIGN TABLE t ALTER a OPTIONS (a 'b');
--= W09 foreign column added
--= expect added column public.t.b
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (a int) SERVER s;
--= to
ALTER FOREIGN TABLE t ADD b int;
--= W09 check of a foreign table
--= expect added constraint c on public.t
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (a int) SERVER s;
--= to
ALTER FOREIGN TABLE t ADD CONSTRAINT c CHECK (a > 0);
--= W10 grant on a wrapper
--= expect changed foreign-data wrapper w: privileges
--= both
CREATE FOREIGN DATA WRAPPER w;
--= to
GRANT USAGE ON FOREIGN DATA WRAPPER w TO alice;
--= W10 grant on a server
--= expect changed foreign server s: privileges
--= both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
--= to
GRANT USAGE ON FOREIGN SERVER s TO alice;
--= B01 publication added
--= expect added publication p
--= to
CREATE PUBLICATION p;
--= B02 operations
--= expect changed publication p: publish
--= from
CREATE PUBLICATION p;
--= to
CREATE PUBLICATION p WITH (publish = 'insert');
--= B03 via partition root
--= expect changed publication p: via_partition_root
--= from
CREATE PUBLICATION p;
--= to
CREATE PUBLICATION p WITH (publish_via_partition_root);
--= B04 member table
--= expect added publication table public.t on p
--= both
CREATE TABLE t (a int, b int);
CREATE PUBLICATION p;
--= to
ALTER PUBLICATION p ADD TABLE t;
--= B05 row filter
--= expect changed publication table public.t on p: where
--= since 15
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE PUBLICATION p FOR TABLE t;
--= to
CREATE PUBLICATION p FOR TABLE t WHERE (a > 0);
--= B06 column list
--= expect changed publication table public.t on p: columns_published
--= since 15
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE PUBLICATION p FOR TABLE t;
--= to
CREATE PUBLICATION p FOR TABLE t (a);
--= B07 tables in schema
--= expect added publication schema public on p
--= since 15
--= both
CREATE PUBLICATION p;
--= to
ALTER PUBLICATION p ADD TABLES IN SCHEMA public;
--= B08 all tables
--= expect changed publication p: all_tables
--= from
CREATE PUBLICATION p;
--= to
CREATE PUBLICATION p FOR ALL TABLES;
--= B09 generated columns
--= expect changed publication p: generated_columns
--= since 18
--= from
CREATE PUBLICATION p;
--= to
CREATE PUBLICATION p WITH (publish_generated_columns = stored);
--= B10 publication owner
--= expect changed publication p: owner
--= both
CREATE PUBLICATION p;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO alice', current_database()); END $$;
--= to
ALTER PUBLICATION p OWNER TO alice;
--= B10 publication comment
--= expect changed publication p: comment
--= both
CREATE PUBLICATION p;
--= to
COMMENT ON PUBLICATION p IS 'x';
--= B11 subscription added
--= expect added subscription s
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= B12 binary
--= expect changed subscription s: binary
--= since 14
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, binary);
--= B12 streaming
--= expect changed subscription s: streaming
--= since 14
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, streaming = off);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, streaming = on);
--= B12 synchronous commit
--= expect changed subscription s: synchronous_commit
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, synchronous_commit = on);
--= B12 publications
--= expect changed subscription s: publications
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p, q WITH (connect = false, slot_name = NONE);
--= B12 connection
--= expect changed subscription s: connection
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=elsewhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= B12 origin
--= expect changed subscription s: origin
--= since 16
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, origin = none);
--= B12 failover
--= expect changed subscription s: failover
--= since 17
--= from
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, failover);
--= B12 subscription comment
--= expect changed subscription s: comment
--= both
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
--= to
COMMENT ON SUBSCRIPTION s IS 'x';
--= O07 default privileges in a schema
--= expect added default privileges tables for postgres in public
--= to
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO alice;
--= O07 other default privileges
--= expect changed default privileges tables for postgres in public: privileges
--= both
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO alice;
--= to
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO alice;
--= O08 default privileges revoked
--= expect added default privileges functions for postgres
--= to
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--= O09 database setting
--= expect added database setting work_mem
--= beyond pg_dump
--= to
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = %L', current_database(), '5MB'); END $$;
--= O09 role setting in the database
--= expect added database setting work_mem on role alice
--= beyond pg_dump
--= to
DO $$ BEGIN EXECUTE format('ALTER ROLE alice IN DATABASE %I SET work_mem = %L', current_database(), '5MB'); END $$;
--= O09 database comment
--= expect changed the database: comment
--= beyond pg_dump
--= to
DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'x'); END $$;
--= O09 database grant
--= expect changed the database: privileges
--= beyond pg_dump
--= to
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO alice', current_database()); END $$;
--= Q01 text search configuration added
--= expect added text search configuration public.c
--= to
CREATE TEXT SEARCH CONFIGURATION c (PARSER = "default");
--= Q02 mapping
--= expect changed text search configuration public.c: mappings
--= both
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
--= to
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH english_stem;
--= Q02 order of dictionaries
--= expect changed text search configuration public.c: mappings
--= both
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
--= from
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH english_stem, simple;
--= to
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR word WITH simple, english_stem;
--= Q02 configuration comment
--= expect changed text search configuration public.c: comment
--= both
CREATE TEXT SEARCH CONFIGURATION c (COPY = simple);
--= to
COMMENT ON TEXT SEARCH CONFIGURATION c IS 'x';
--= Q03 dictionary added
--= expect added text search dictionary public.d
--= to
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
--= Q04 dictionary option
--= expect changed text search dictionary public.d: options
--= both
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
--= to
ALTER TEXT SEARCH DICTIONARY d (accept = false);
--= Q04 dictionary owner
--= expect changed text search dictionary public.d: owner
--= both
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple);
--= to
ALTER TEXT SEARCH DICTIONARY d OWNER TO alice;
--= Q05 template
--= expect added text search template public.l
--= to
CREATE TEXT SEARCH TEMPLATE l (INIT = dsimple_init, LEXIZE = dsimple_lexize);
--= Q06 parser
--= expect added text search parser public.r
--= to
CREATE TEXT SEARCH PARSER r (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
--= Q06 parser headline
--= expect changed text search parser public.r: headline
--= from
CREATE TEXT SEARCH PARSER r (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
--= to
CREATE TEXT SEARCH PARSER r (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
--= D01 cast added
--= expect added cast (public.c AS text)
--= both
CREATE TYPE c AS (a int);
--= to
CREATE CAST (c AS text) WITH INOUT;
--= D02 cast context
--= expect changed cast (public.c AS text): context
--= both
CREATE TYPE c AS (a int);
--= from
CREATE CAST (c AS text) WITH INOUT;
--= to
CREATE CAST (c AS text) WITH INOUT AS ASSIGNMENT;
--= D02 cast function
--= expect changed cast (public.c AS text): function, method
--= both
CREATE TYPE c AS (a int);
CREATE FUNCTION f(c) RETURNS text LANGUAGE sql AS 'SELECT ''x''';
--= from
CREATE CAST (c AS text) WITH INOUT;
--= to
CREATE CAST (c AS text) WITH FUNCTION f(c);
--= D03 operator added
--= expect added operator public.===(integer, integer)
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= D04 restriction estimator
--= expect changed operator public.===(integer, integer): restrict
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, RESTRICT = eqsel);
--= D04 join estimator
--= expect changed operator public.===(integer, integer): join
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, JOIN = eqjoinsel);
--= D04 hashes
--= expect changed operator public.===(integer, integer): hashes
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, HASHES);
--= D04 merges
--= expect changed operator public.===(integer, integer): merges
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, MERGES);
--= D04 commutator
--= expect changed operator public.===(integer, integer): commutator
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, COMMUTATOR = ===);
--= D04 operator function
--= expect changed operator public.===(integer, integer): function
--= from
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4ne);
--= D05 operator class added
--= expect added operator class public.c using btree
--= both
CREATE OPERATOR FAMILY f USING btree;
--= to
CREATE OPERATOR CLASS c FOR TYPE int USING btree FAMILY f AS STORAGE int;
--= D06 operator family added
--= expect added operator family public.f using btree
--= to
CREATE OPERATOR FAMILY f USING btree;
--= D06 member of an operator family
--= expect changed operator family public.f using btree: operators
--= both
CREATE OPERATOR FAMILY f USING btree;
--= to
ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (int, int);
--= D06 function of an operator family
--= expect changed operator family public.f using btree: functions
--= both
CREATE OPERATOR FAMILY f USING btree;
--= to
ALTER OPERATOR FAMILY f USING btree ADD FUNCTION 1 (int, int) btint4cmp(int, int);
--= D07 collation added
--= expect added collation public.l
--= to
CREATE COLLATION l FROM "C";
--= D08 locale
--= expect changed collation public.l: locale
--= since 15
--= from
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'de');
--= to
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'fr');
--= D08 deterministic
--= expect changed collation public.l: deterministic
--= from
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'de');
--= to
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'de', DETERMINISTIC = false);
--= D09 rules
--= expect changed collation public.l: rules
--= since 16
--= from
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'de');
--= to
CREATE COLLATION l (PROVIDER = icu, LOCALE = 'de', RULES = '&a < g');
--= D09 collation owner
--= expect changed collation public.l: owner
--= both
CREATE COLLATION l FROM "C";
--= to
ALTER COLLATION l OWNER TO alice;
--= D10 conversion added
--= expect added conversion public.c
--= to
CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
--= D10 default conversion
--= expect changed conversion public.c: default
--= from
CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
--= to
CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
--= D11 access method added
--= expect added access method pile
--= to
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;
--= D12 transform added
--= expect added transform for integer language sql
--= both
CREATE FUNCTION to_it(internal) RETURNS internal LANGUAGE internal STABLE AS 'prsd_headline';
--= to
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION to_it(internal));
--= D13 language added
--= expect added language l
--= to
CREATE LANGUAGE l HANDLER plpgsql_call_handler;
--= D13 language trusted
--= expect changed language l: trusted
--= both
CREATE FUNCTION call_it() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
--= from
CREATE LANGUAGE l HANDLER call_it;
--= to
CREATE TRUSTED LANGUAGE l HANDLER call_it;
--= D13 language inline
--= expect changed language l: inline
--= both
CREATE FUNCTION call_it() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION inline_it(internal) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler';
--= from
CREATE LANGUAGE l HANDLER call_it;
--= to
CREATE LANGUAGE l HANDLER call_it INLINE inline_it;
--= D14 cast comment
--= expect changed cast (public.c AS text): comment
--= both
CREATE TYPE c AS (a int);
CREATE CAST (c AS text) WITH INOUT;
--= to
COMMENT ON CAST (c AS text) IS 'x';
--= D14 operator comment
--= expect changed operator public.===(integer, integer): comment
--= both
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
COMMENT ON OPERATOR === (int, int) IS 'x';
--= D14 operator owner
--= expect changed operator public.===(integer, integer): owner
--= both
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
--= to
ALTER OPERATOR === (int, int) OWNER TO alice;
