--= K01 primary key added
--= expect added constraint t_pkey on public.t
--= both
CREATE TABLE t (a int NOT NULL);
--= to
ALTER TABLE t ADD PRIMARY KEY (a);
--= K02 primary key columns
--= expect changed constraint t_pkey on public.t: definition
--= both
CREATE TABLE t (a int NOT NULL, b int NOT NULL);
--= from
ALTER TABLE t ADD PRIMARY KEY (a, b);
--= to
ALTER TABLE t ADD PRIMARY KEY (b, a);
--= K03 constraint name
--= expect dropped constraint one on public.t
--= expect added constraint two on public.t
--= from
CREATE TABLE t (a int, CONSTRAINT one UNIQUE (a));
--= to
CREATE TABLE t (a int, CONSTRAINT two UNIQUE (a));
--= K04 unique added
--= expect added constraint t_a_key on public.t
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t ADD UNIQUE (a);
--= K05 unique nulls not distinct
--= expect changed constraint u on public.t: definition
--= since 15
--= from
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a));
--= to
CREATE TABLE t (a int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a));
--= K06 included columns
--= expect changed constraint u on public.t: definition
--= from
CREATE TABLE t (a int, b int, CONSTRAINT u UNIQUE (a));
--= to
CREATE TABLE t (a int, b int, CONSTRAINT u UNIQUE (a) INCLUDE (b));
--= K07 fillfactor of the index behind a unique constraint
--= expect changed constraint u on public.t: index_options
--= from
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a));
--= to
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a) WITH (fillfactor = 50));
--= K07 fillfactor of the index behind a primary key
--= expect changed constraint t_pkey on public.t: index_options
--= from
CREATE TABLE t (a int PRIMARY KEY);
--= to
CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 50));
--= K07 tablespace of the index behind a primary key
--= expect changed constraint t_pkey on public.t: index_tablespace
--= since 15
--= from
CREATE TABLE t (a int PRIMARY KEY);
--= to
CREATE TABLE t (a int PRIMARY KEY USING INDEX TABLESPACE elsewhere);
--= K08 foreign key added
--= expect added constraint f on public.t
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= K08 foreign key to another table
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE q (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES q;
--= K09 ON DELETE
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE;
--= K09 ON DELETE RESTRICT
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON DELETE RESTRICT;
--= K10 ON UPDATE
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p ON UPDATE SET NULL;
--= K11 ON DELETE SET NULL of some columns
--= expect changed constraint f on public.t: definition
--= since 15
--= both
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b);
--= K12 MATCH FULL
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p MATCH FULL;
--= K13 deferrable
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ALTER CONSTRAINT f DEFERRABLE;
--= K14 initially deferred
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p DEFERRABLE;
--= to
ALTER TABLE t ALTER CONSTRAINT f DEFERRABLE INITIALLY DEFERRED;
--= K15 foreign key not valid
--= expect changed constraint f on public.t: definition
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p NOT VALID;
--= K16 unique deferrable
--= expect changed constraint u on public.t: definition
--= from
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a));
--= to
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a) DEFERRABLE);
--= K17 check added
--= expect added constraint c on public.t
--= both
CREATE TABLE t (a int);
--= to
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
--= K18 check expression
--= expect changed constraint c on public.t: definition
--= from
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
--= to
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 1));
--= K19 check no inherit
--= expect changed constraint c on public.t: definition
--= from
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
--= to
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NO INHERIT);
--= K20 check not valid
--= expect changed constraint c on public.t: definition
--= both
CREATE TABLE t (a int);
--= from
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);
--= to
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
--= K21 exclusion added
--= expect added constraint x on public.t
--= both
CREATE TABLE t (r tstzrange);
--= to
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
--= K22 exclusion predicate
--= expect changed constraint x on public.t: definition
--= both
CREATE TABLE t (r tstzrange);
--= from
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
--= to
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(r));
--= K22 exclusion operator
--= expect changed constraint x on public.t: definition
--= both
CREATE TABLE t (r tstzrange);
--= from
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
--= to
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH -|-);
--= K22 exclusion fillfactor
--= expect changed constraint x on public.t: index_options
--= both
CREATE TABLE t (r tstzrange);
--= from
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&);
--= to
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 60);
--= K23 constraint comment
--= expect changed constraint c on public.t: comment
--= both
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
--= to
COMMENT ON CONSTRAINT c ON t IS 'x';
--= K23 comment on the index of a constraint
--= expect changed constraint u on public.t: index_comment
--= both
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a));
--= to
COMMENT ON INDEX u IS 'x';
--= K24 check not enforced
--= expect changed constraint c on public.t: definition
--= since 18
--= from
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0));
--= to
CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0) NOT ENFORCED);
--= K25 foreign key not enforced
--= expect changed constraint f on public.t: definition
--= since 18
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p;
--= to
ALTER TABLE t ALTER CONSTRAINT f NOT ENFORCED;
--= K26 primary key without overlaps
--= expect changed constraint t_pkey on public.t: definition
--= since 18
--= both
CREATE EXTENSION btree_gist;
--= from
CREATE TABLE t (a int, r tstzrange, PRIMARY KEY (a, r));
--= to
CREATE TABLE t (a int, r tstzrange, PRIMARY KEY (a, r WITHOUT OVERLAPS));
--= K27 foreign key with a period
--= expect added constraint f on public.u
--= since 18
--= both
CREATE EXTENSION btree_gist;
CREATE TABLE t (a int, r tstzrange, PRIMARY KEY (a, r WITHOUT OVERLAPS));
CREATE TABLE u (a int, r tstzrange);
--= to
ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (a, PERIOD r) REFERENCES t (a, PERIOD r);
--= K28 inherited check declared by the child too
--= expect changed constraint c on public.t: local
--= both
CREATE TABLE p (a int, CONSTRAINT c CHECK (a > 0));
--= from
CREATE TABLE t () INHERITS (p);
--= to
CREATE TABLE t (CONSTRAINT c CHECK (a > 0)) INHERITS (p);
--= K29 disabled foreign key
--= expect changed constraint f on public.t: triggers
--= beyond pg_dump
--= both
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p);
--= to
ALTER TABLE t DISABLE TRIGGER ALL;
