--= I01 index added
--= expect added index t_a on public.t
--= both
CREATE TABLE t (a int);
--= to
CREATE INDEX t_a ON t (a);
--= I02 access method of an index
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t USING hash (a);
--= I03 predicate
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a) WHERE a > 0;
--= I03 other predicate
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a) WHERE a > 1;
--= to
CREATE INDEX t_a ON t (a) WHERE a > 0;
--= I04 expression
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a text);
--= from
CREATE INDEX t_a ON t (lower(a));
--= to
CREATE INDEX t_a ON t (upper(a));
--= I05 descending
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a DESC);
--= I05 nulls first
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a NULLS FIRST);
--= I06 operator class
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a text);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a text_pattern_ops);
--= I07 collation of an index
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a text);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a COLLATE "C");
--= I08 included columns
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a) INCLUDE (b);
--= I08 order of columns
--= expect changed index t_a on public.t: definition
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE INDEX t_a ON t (a, b);
--= to
CREATE INDEX t_a ON t (b, a);
--= I09 unique
--= expect changed index t_a on public.t: unique
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE UNIQUE INDEX t_a ON t (a);
--= I10 nulls not distinct
--= expect changed index t_a on public.t: definition
--= since 15
--= both
CREATE TABLE t (a int);
--= from
CREATE UNIQUE INDEX t_a ON t (a);
--= to
CREATE UNIQUE INDEX t_a ON t (a) NULLS NOT DISTINCT;
--= I11 storage parameter of an index
--= expect changed index t_a on public.t: options
--= both
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a) WHERE a > 0;
--= to
ALTER INDEX t_a SET (fillfactor = 70);
--= I11 fastupdate
--= expect changed index t_a on public.t: options
--= both
CREATE TABLE t (a int[]);
CREATE INDEX t_a ON t USING gin (a);
--= to
ALTER INDEX t_a SET (fastupdate = off);
--= I12 operator class parameter
--= expect changed index t_a on public.t: definition
--= both
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text);
--= from
CREATE INDEX t_a ON t USING gist (a gist_trgm_ops);
--= to
CREATE INDEX t_a ON t USING gist (a gist_trgm_ops (siglen = 32));
--= I13 statistics of an index expression
--= expect changed index t_a on public.t: statistics
--= both
CREATE TABLE t (a text);
CREATE INDEX t_a ON t (lower(a));
--= to
ALTER INDEX t_a ALTER COLUMN 1 SET STATISTICS 400;
--= I14 tablespace of an index
--= expect changed index t_a on public.t: tablespace
--= since 15
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX t_a ON t (a);
--= to
CREATE INDEX t_a ON t (a) TABLESPACE elsewhere;
--= I15 index comment
--= expect changed index t_a on public.t: comment
--= both
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a);
--= to
COMMENT ON INDEX t_a IS 'x';
--= I16 index depends on extension
--= expect changed index t_a on public.t: depends_on_extension
--= both
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a);
--= to
ALTER INDEX t_a DEPENDS ON EXTENSION pg_trgm;
--= I17 index on a materialized view
--= expect added index m_a on public.m
--= both
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
--= to
CREATE INDEX m_a ON m (a);
--= I18 index name
--= expect dropped index one on public.t
--= expect added index two on public.t
--= both
CREATE TABLE t (a int);
--= from
CREATE INDEX one ON t (a);
--= to
CREATE INDEX two ON t (a);
--= I19 index of a partitioned table on ONLY
--= expect added index t_a on public.t
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= to
CREATE INDEX t_a ON ONLY t (a);
--= I20 invalid index
--= expect changed index t_a on public.t: valid
--= both
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a);
--= to
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a'::regclass;
