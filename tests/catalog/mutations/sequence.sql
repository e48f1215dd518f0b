--= S01 sequence added
--= expect added sequence public.s
--= to
CREATE SEQUENCE s;
--= S02 sequence type
--= expect changed sequence public.s: maximum, type
--= from
CREATE SEQUENCE s;
--= to
CREATE SEQUENCE s AS int;
--= S03 start
--= expect changed sequence public.s: start
--= both
CREATE SEQUENCE s;
--= to
ALTER SEQUENCE s START 10;
--= S04 increment
--= expect changed sequence public.s: increment
--= from
CREATE SEQUENCE s;
--= to
CREATE SEQUENCE s INCREMENT 2;
--= S05 minimum
--= expect changed sequence public.s: minimum
--= from
CREATE SEQUENCE s START 1;
--= to
CREATE SEQUENCE s MINVALUE -5 START 1;
--= S05 maximum
--= expect changed sequence public.s: maximum
--= from
CREATE SEQUENCE s;
--= to
CREATE SEQUENCE s MAXVALUE 100;
--= S06 cache
--= expect changed sequence public.s: cache
--= from
CREATE SEQUENCE s;
--= to
CREATE SEQUENCE s CACHE 20;
--= S07 cycle
--= expect changed sequence public.s: cycle
--= from
CREATE SEQUENCE s;
--= to
CREATE SEQUENCE s CYCLE;
--= S08 owned by
--= expect changed sequence public.s: owned_by
--= both
CREATE TABLE t (a int);
CREATE SEQUENCE s;
--= to
ALTER SEQUENCE s OWNED BY t.a;
--= S09 unlogged sequence
--= expect changed sequence public.s: persistence
--= since 15
--= from
CREATE SEQUENCE s;
--= to
CREATE UNLOGGED SEQUENCE s;
--= S10 sequence owner
--= expect changed sequence public.s: owner
--= both
CREATE SEQUENCE s;
--= to
ALTER SEQUENCE s OWNER TO alice;
--= S11 sequence grant
--= expect changed sequence public.s: privileges
--= both
CREATE SEQUENCE s;
--= to
GRANT USAGE ON SEQUENCE s TO alice;
--= S12 sequence comment
--= expect changed sequence public.s: comment
--= both
CREATE SEQUENCE s;
--= to
COMMENT ON SEQUENCE s IS 'x';
--= S13 sequence value
--= expect changed sequence public.s: is_called
--= beyond pg_dump
--= both
CREATE SEQUENCE s;
--= to
SELECT nextval('s');
--= S13 sequence value moved further
--= expect changed sequence public.s: last_value
--= beyond pg_dump
--= both
CREATE SEQUENCE s;
SELECT nextval('s');
--= to
SELECT nextval('s');
--= S13 sequence set but not called
--= expect changed sequence public.s: last_value
--= beyond pg_dump
--= both
CREATE SEQUENCE s;
--= to
SELECT setval('s', 42, false);
--= S14 column grant on a sequence
--= expect changed sequence public.s: column_privileges
--= both
CREATE SEQUENCE s;
--= to
GRANT SELECT (last_value) ON s TO alice;
