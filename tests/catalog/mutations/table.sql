--= T01 table added
--= expect added table public.u
--= both
CREATE TABLE t (a int);
--= to
CREATE TABLE u (a int);
--= T02 table dropped
--= expect dropped table public.t
--= from
CREATE TABLE t (a int PRIMARY KEY CHECK (a > 0), b text);
CREATE INDEX t_b ON t (b);
--= to
--= T03 unlogged
--= expect changed table public.t: persistence
--= from
CREATE TABLE t (a int);
--= to
CREATE UNLOGGED TABLE t (a int);
--= T04 storage parameter
--= expect changed table public.t: options
--= both
CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled = off);
--= to
ALTER TABLE t SET (fillfactor = 80);
--= T04 autovacuum parameter
--= expect changed table public.t: options
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t SET (autovacuum_vacuum_scale_factor = 0.01);
--= T05 TOAST storage parameter
--= expect changed table public.t: toast_options
--= both
CREATE TABLE t (a text);
--= to
ALTER TABLE t SET (toast.autovacuum_enabled = off);
--= T06 access method
--= expect changed table public.t: access_method
--= both
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;
--= from
CREATE TABLE t (a int);
--= to
CREATE TABLE t (a int) USING pile;
--= T07 tablespace
--= expect changed table public.t: tablespace
--= since 15
--= from
CREATE TABLE t (a int);
--= to
CREATE TABLE t (a int) TABLESPACE elsewhere;
--= T08 replica identity full
--= expect changed table public.t: replica_identity
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t REPLICA IDENTITY FULL;
--= T08 replica identity nothing
--= expect changed table public.t: replica_identity
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t REPLICA IDENTITY NOTHING;
--= T09 replica identity using an index
--= expect changed table public.t: replica_identity
--= both
CREATE TABLE t (a int NOT NULL);
CREATE UNIQUE INDEX t_a ON t (a);
--= to
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a;
--= T10 CLUSTER ON
--= expect changed table public.t: clustered_on
--= both
CREATE TABLE t (a int);
CREATE INDEX t_a ON t (a);
--= to
ALTER TABLE t CLUSTER ON t_a;
--= T11 INHERITS
--= expect changed column public.t.a: local
--= expect changed table public.t: inherits
--= both
CREATE TABLE p (a int);
CREATE TABLE t (a int);
--= to
ALTER TABLE t INHERIT p;
--= T11 order of parents
--= expect changed table public.t: inherits
--= both
CREATE TABLE p (a int);
CREATE TABLE q (a int);
--= from
CREATE TABLE t () INHERITS (p, q);
--= to
CREATE TABLE t () INHERITS (q, p);
--= T12 typed table
--= expect changed table public.t: of_type
--= both
CREATE TYPE c AS (a int);
CREATE TABLE t (a int);
--= to
ALTER TABLE t OF c;
--= T13 column order
--= expect reordered table public.t
--= from
CREATE TABLE t (a int, b int);
--= to
CREATE TABLE t (b int, a int);
--= T13 own column before an inherited one
--= expect reordered table public.c
--= beyond pg_dump
--= from
CREATE TABLE t (a int, b int);
CREATE TABLE c (a int) INHERITS (t);
ALTER TABLE t DROP a;
--= to
CREATE TABLE t (b int);
CREATE TABLE c (a int) INHERITS (t);
--= T14 column of a child declared by the child too
--= expect changed column public.t.a: local
--= both
CREATE TABLE p (a int);
--= from
CREATE TABLE t () INHERITS (p);
--= to
CREATE TABLE t (a int) INHERITS (p);
--= R01 partition key
--= expect changed table public.t: partition_key
--= from
CREATE TABLE t (a int, b int) PARTITION BY RANGE (a);
--= to
CREATE TABLE t (a int, b int) PARTITION BY RANGE (b);
--= R01 partition strategy
--= expect changed table public.t: partition_key
--= from
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= to
CREATE TABLE t (a int) PARTITION BY HASH (a);
--= R02 plain table to partitioned
--= expect changed table public.t: access_method, partition_key
--= from
CREATE TABLE t (a int);
--= to
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= R03 new partition
--= expect added table public.t1
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= to
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= R04 partition bound
--= expect changed table public.t1: partition_bound
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= from
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= to
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1, 2);
--= R05 default partition
--= expect changed table public.t1: partition_bound
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
--= from
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= to
CREATE TABLE t1 PARTITION OF t DEFAULT;
--= R06 detached partition
--= expect changed column public.t1.a: local
--= expect changed table public.t1: partition_bound, partition_of
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= to
ALTER TABLE t DETACH PARTITION t1;
--= R07 attached partition
--= expect changed column public.t1.a: local
--= expect changed table public.t1: partition_bound, partition_of
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 (a int);
--= to
ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1);
--= R08 default of a partition's column
--= expect changed column public.t1.b: default
--= both
CREATE TABLE t (a int, b int DEFAULT 1) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= to
ALTER TABLE t1 ALTER b SET DEFAULT 2;
--= R09 index attached to the parent's
--= expect changed index t_a on public.t: valid
--= expect changed index t1_a on public.t1: parent
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE INDEX t_a ON ONLY t (a);
CREATE INDEX t1_a ON t1 (a);
--= to
ALTER INDEX t_a ATTACH PARTITION t1_a;
--= R10 partitioned partition
--= expect changed table public.t1: access_method, partition_key
--= both
CREATE TABLE t (a int, b int) PARTITION BY LIST (a);
--= from
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--= to
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1) PARTITION BY LIST (b);
--= R11 operator class of the partition key
--= expect changed table public.t: partition_key
--= from
CREATE TABLE t (a text) PARTITION BY RANGE (a);
--= to
CREATE TABLE t (a text) PARTITION BY RANGE (a text_pattern_ops);
--= R11 collation of the partition key
--= expect changed table public.t: partition_key
--= from
CREATE TABLE t (a text) PARTITION BY RANGE (a);
--= to
CREATE TABLE t (a text) PARTITION BY RANGE (a COLLATE "C");
--= L01 row security enabled
--= expect changed table public.t: row_security
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--= L02 row security forced
--= expect changed table public.t: force_row_security
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t FORCE ROW LEVEL SECURITY;
--= O01 table owner
--= expect changed table public.t: owner
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t OWNER TO alice;
--= O02 table grant
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
--= to
GRANT SELECT ON t TO alice;
--= O02 one privilege more
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
GRANT SELECT ON t TO alice;
--= to
GRANT INSERT ON t TO alice;
--= O02 another grantee
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
--= from
GRANT SELECT ON t TO alice;
--= to
GRANT SELECT ON t TO bob;
--= O04 grant option
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
GRANT SELECT ON t TO alice;
--= to
GRANT SELECT ON t TO alice WITH GRANT OPTION;
--= O05 owner revokes from himself
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO alice;
--= to
REVOKE INSERT ON t FROM alice;
--= O05 all revoked
--= expect changed table public.t: privileges
--= both
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO alice;
--= to
REVOKE ALL ON t FROM alice;
--= O06 MAINTAIN
--= expect changed table public.t: privileges
--= since 17
--= both
CREATE TABLE t (a int);
--= to
GRANT MAINTAIN ON t TO alice;
--= O09 table comment
--= expect changed table public.t: comment
--= both
CREATE TABLE t (a int);
--= to
COMMENT ON TABLE t IS 'one';
--= O09 other table comment
--= expect changed table public.t: comment
--= both
CREATE TABLE t (a int);
--= from
COMMENT ON TABLE t IS 'one';
--= to
COMMENT ON TABLE t IS 'two';
--= H11 odd identifiers
--= expect changed column public."Odd. ""T"""."select": type
--= from
CREATE TABLE "Odd. ""T""" ("select" int);
--= to
CREATE TABLE "Odd. ""T""" ("select" bigint);
