--= H01 two tables with foreign keys to each other
--= expect added table public.a
--= expect added table public.b
--= from
--= to
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b;
--= H02 a function that a default, a check, a generated column and an index use
--= expect changed column public.t.a: default
--= expect added column public.t.g
--= expect added constraint t_check on public.t
--= expect added function public.f(integer)
--= expect added index t_f on public.t
--= from
CREATE TABLE t (a int);
--= to
CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE TABLE t (a int DEFAULT f(1), g int GENERATED ALWAYS AS (f(a)) STORED);
ALTER TABLE t ADD CONSTRAINT t_check CHECK (f(a) > 0);
CREATE INDEX t_f ON t (f(a));
--= H03 a function that returns rows of a table, and a view on it
--= expect added function public.f()
--= expect added view public.v
--= both
CREATE TABLE t (a int);
--= to
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'TABLE t';
CREATE VIEW v AS SELECT a FROM f();
--= H04 a table dropped under a view that is defined anew
--= expect dropped table public.u
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int);
--= from
CREATE TABLE u (a int);
CREATE VIEW v AS SELECT a FROM u;
--= to
CREATE VIEW v AS SELECT a FROM t;
--= H05 a column dropped with the index, check and foreign key on it
--= expect dropped column public.t.b
--= expect dropped constraint t_b_fkey on public.t
--= expect dropped constraint t_check on public.t
--= expect dropped index t_b on public.t
--= expect changed view public.v: definition
--= both
CREATE TABLE u (id int PRIMARY KEY);
--= from
CREATE TABLE t (a int, b int CONSTRAINT t_b_fkey REFERENCES u, CONSTRAINT t_check CHECK (b > 0));
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT a, b FROM t;
--= to
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
--= H07 a table made anew as a partitioned one under its trigger
--= expect changed table public.t: access_method, partition_key
--= both
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
--= from
CREATE TABLE t (a int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--= to
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--= H09 a view changed under a function with an SQL body
--= since 14
--= expect changed view public.v: definition
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE VIEW v AS SELECT a FROM t;
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM v; END;
--= to
CREATE VIEW v AS SELECT b AS a FROM t;
CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM v; END;
