--= V01 view added
--= expect added view public.v
--= both
CREATE TABLE t (a int, b text);
--= to
CREATE VIEW v AS SELECT a FROM t;
--= V02 column appended to a view
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE VIEW v AS SELECT a, b FROM t;
--= V02 condition of a view
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t WHERE a > 1;
--= to
CREATE VIEW v AS SELECT a FROM t WHERE a > 2;
--= V03 column dropped from a view
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a, b FROM t;
--= to
CREATE VIEW v AS SELECT a FROM t;
--= V04 security barrier
--= expect changed view public.v: options
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t;
--= V05 security invoker
--= expect changed view public.v: options
--= since 15
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE VIEW v WITH (security_invoker) AS SELECT a FROM t;
--= V06 check option
--= expect changed view public.v: options
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE VIEW v AS SELECT a FROM t WITH CHECK OPTION;
--= V06 local check option
--= expect changed view public.v: options
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t WITH CHECK OPTION;
--= to
CREATE VIEW v AS SELECT a FROM t WITH LOCAL CHECK OPTION;
--= V07 default of a view column
--= expect added column public.v.a
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
ALTER VIEW v ALTER a SET DEFAULT 1;
--= V08 type under a view
--= expect changed column public.t.a: type
--= from
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE TABLE t (a bigint);
CREATE VIEW v AS SELECT a FROM t;
--= V09 view column renamed
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
ALTER VIEW v RENAME a TO c;
--= V10 view comment
--= expect changed view public.v: comment
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
COMMENT ON VIEW v IS 'x';
--= V11 view column comment
--= expect added column public.v.a
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
COMMENT ON COLUMN v.a IS 'x';
--= V11 other view column comment
--= expect changed column public.v.a: comment
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= from
COMMENT ON COLUMN v.a IS 'y';
--= to
COMMENT ON COLUMN v.a IS 'x';
--= V12 view owner
--= expect changed view public.v: owner
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
ALTER VIEW v OWNER TO alice;
--= V13 view grant
--= expect changed view public.v: privileges
--= both
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
--= to
GRANT SELECT ON v TO alice;
--= V14 grant and comment lost in a forced re-creation
--= expect changed view public.v: comment, privileges
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE VIEW v AS SELECT a FROM t;
GRANT SELECT ON v TO alice;
COMMENT ON VIEW v IS 'x';
--= to
CREATE VIEW v AS SELECT a FROM t;
--= V21 base of a chain of views
--= expect changed column public.t.a: type
--= from
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE MATERIALIZED VIEW x AS SELECT a FROM w;
--= to
CREATE TABLE t (a bigint);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE MATERIALIZED VIEW x AS SELECT a FROM w;
--= V22 recursive view
--= expect changed view public.v: definition
--= from
CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r;
--= to
CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r;
--= V15 materialized view added
--= expect added materialized view public.m
--= both
CREATE TABLE t (a int, b text);
--= to
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
--= V16 definition of a materialized view
--= expect changed materialized view public.m: definition
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX m_a ON m (a);
--= to
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE a > 1;
CREATE INDEX m_a ON m (a);
--= V17 storage parameter of a materialized view
--= expect changed materialized view public.m: options
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m SET (fillfactor = 70);
--= V17 TOAST parameter of a materialized view
--= expect changed materialized view public.m: toast_options
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m SET (toast.autovacuum_enabled = off);
--= V17 tablespace of a materialized view
--= expect changed materialized view public.m: tablespace
--= since 15
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
--= to
CREATE MATERIALIZED VIEW m TABLESPACE elsewhere AS SELECT a FROM t;
--= V17 access method of a materialized view
--= expect changed materialized view public.m: access_method
--= both
CREATE TABLE t (a int, b text);
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;
--= from
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
--= to
CREATE MATERIALIZED VIEW m USING pile AS SELECT a FROM t;
--= V17 materialized view clustered
--= expect changed materialized view public.m: clustered_on
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_a ON m (a);
--= to
ALTER MATERIALIZED VIEW m CLUSTER ON m_a;
--= V18 comment of a materialized view
--= expect changed materialized view public.m: comment
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
COMMENT ON MATERIALIZED VIEW m IS 'x';
--= V19 statistics target of a materialized view
--= expect added column public.m.a
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 300;
--= V19 storage of a materialized view
--= expect added column public.m.b
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m ALTER b SET STORAGE EXTERNAL;
--= V19 compression of a materialized view
--= expect added column public.m.b
--= since 14
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m ALTER b SET COMPRESSION pglz;
--= V19 n_distinct of a materialized view
--= expect added column public.m.b
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m ALTER b SET (n_distinct = 9);
--= V20 owner of a materialized view
--= expect changed materialized view public.m: owner
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
ALTER MATERIALIZED VIEW m OWNER TO alice;
--= V20 grant on a materialized view
--= expect changed materialized view public.m: privileges
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--= to
GRANT SELECT ON m TO alice;
--= V20 materialized view depends on extension
--= expect changed materialized view public.m: depends_on_extension
--= both
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE EXTENSION pg_trgm;
--= to
ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION pg_trgm;
--= V23 materialized view not populated
--= expect changed materialized view public.m: populated
--= beyond pg_dump
--= both
CREATE TABLE t (a int, b text);
--= from
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
--= to
CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA;
--= V24 replica identity of a materialized view
--= expect changed materialized view public.m: replica_identity
--= both
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
--= to
ALTER MATERIALIZED VIEW m REPLICA IDENTITY FULL;
