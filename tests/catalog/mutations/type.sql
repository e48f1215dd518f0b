--= Y01 enum added
--= expect added enum public.e
--= to
CREATE TYPE e AS ENUM ('a');
--= Y02 value appended
--= expect changed enum public.e: values
--= both
CREATE TYPE e AS ENUM ('a');
--= to
ALTER TYPE e ADD VALUE 'b';
--= Y03 value inserted in the middle
--= expect changed enum public.e: values
--= both
CREATE TYPE e AS ENUM ('a', 'c');
--= to
ALTER TYPE e ADD VALUE 'b' BEFORE 'c';
--= Y04 value removed
--= expect changed enum public.e: values
--= from
CREATE TYPE e AS ENUM ('a', 'b');
--= to
CREATE TYPE e AS ENUM ('a');
--= Y05 values in another order
--= expect changed enum public.e: values
--= from
CREATE TYPE e AS ENUM ('a', 'b');
--= to
CREATE TYPE e AS ENUM ('b', 'a');
--= Y06 value renamed
--= expect changed enum public.e: values
--= both
CREATE TYPE e AS ENUM ('a', 'b');
--= to
ALTER TYPE e RENAME VALUE 'b' TO 'c';
--= Y07 value removed of a type in use
--= expect changed enum public.e: values
--= from
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (a e DEFAULT 'a');
CREATE INDEX t_a ON t (a) WHERE a = 'a';
CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
--= to
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t (a e DEFAULT 'a');
CREATE INDEX t_a ON t (a) WHERE a = 'a';
CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
--= Y08 composite type added
--= expect added composite type public.c
--= to
CREATE TYPE c AS (a int);
--= Y09 attribute added
--= expect added attribute public.c.b
--= both
CREATE TYPE c AS (a int);
--= to
ALTER TYPE c ADD ATTRIBUTE b text;
--= Y10 attribute type
--= expect changed attribute public.c.a: type
--= from
CREATE TYPE c AS (a int);
--= to
CREATE TYPE c AS (a bigint);
--= Y11 attribute collation
--= expect changed attribute public.c.a: collation
--= from
CREATE TYPE c AS (a text);
--= to
CREATE TYPE c AS (a text COLLATE "C");
--= Y12 attribute comment
--= expect changed attribute public.c.a: comment
--= both
CREATE TYPE c AS (a int);
--= to
COMMENT ON COLUMN c.a IS 'x';
--= Y12 attribute order
--= expect reordered composite type public.c
--= from
CREATE TYPE c AS (a int, b int);
--= to
CREATE TYPE c AS (b int, a int);
--= Y13 domain added
--= expect added domain public.d
--= to
CREATE DOMAIN d AS int;
--= Y14 domain base type
--= expect changed domain public.d: type
--= from
CREATE DOMAIN d AS int;
--= to
CREATE DOMAIN d AS bigint;
--= Y14 domain length
--= expect changed domain public.d: type
--= from
CREATE DOMAIN d AS varchar(5);
--= to
CREATE DOMAIN d AS varchar(6);
--= Y15 domain default
--= expect changed domain public.d: default
--= both
CREATE DOMAIN d AS int DEFAULT 1;
--= to
ALTER DOMAIN d SET DEFAULT 2;
--= Y16 domain not null
--= expect changed domain public.d: not_null
--= both
CREATE DOMAIN d AS int;
--= to
ALTER DOMAIN d SET NOT NULL;
--= Y17 domain check added
--= expect added domain constraint c on public.d
--= both
CREATE DOMAIN d AS int;
--= to
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0);
--= Y18 domain check changed
--= expect changed domain constraint c on public.d: definition
--= from
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
--= to
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 1);
--= Y19 second domain check
--= expect added domain constraint c2 on public.d
--= both
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
--= to
ALTER DOMAIN d ADD CONSTRAINT c2 CHECK (VALUE < 9);
--= Y20 domain collation
--= expect changed domain public.d: collation
--= from
CREATE DOMAIN d AS text;
--= to
CREATE DOMAIN d AS text COLLATE "C";
--= Y21 domain check not valid
--= expect changed domain constraint c on public.d: definition
--= both
CREATE DOMAIN d AS int;
--= from
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0);
--= to
ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
--= Y22 check of a domain in use
--= expect changed domain constraint c on public.d: definition
--= from
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
CREATE TABLE t (a d);
--= to
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 1);
CREATE TABLE t (a d);
--= Y23 name of a domain's NOT NULL constraint
--= expect added domain constraint mine on public.d
--= since 17
--= from
CREATE DOMAIN d AS int NOT NULL;
--= to
CREATE DOMAIN d AS int CONSTRAINT mine NOT NULL;
--= Y23 comment on a domain constraint
--= expect changed domain constraint c on public.d: comment
--= both
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
--= to
COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x';
--= Y24 range type added
--= expect added range type public.r
--= to
CREATE TYPE r AS RANGE (subtype = float8);
--= Y24 range subtype
--= expect changed range type public.r: operator_class, subtype
--= from
CREATE TYPE r AS RANGE (subtype = float8);
--= to
CREATE TYPE r AS RANGE (subtype = float4);
--= Y24 range collation
--= expect changed range type public.r: collation
--= from
CREATE TYPE r AS RANGE (subtype = text);
--= to
CREATE TYPE r AS RANGE (subtype = text, collation = "C");
--= Y24 range operator class
--= expect changed range type public.r: operator_class
--= from
CREATE TYPE r AS RANGE (subtype = text);
--= to
CREATE TYPE r AS RANGE (subtype = text, subtype_opclass = text_pattern_ops);
--= Y25 subtype difference function
--= expect changed range type public.r: subtype_diff
--= from
CREATE TYPE r AS RANGE (subtype = float8);
--= to
CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = float8mi);
--= Y26 multirange name
--= expect changed range type public.r: multirange
--= since 14
--= from
CREATE TYPE r AS RANGE (subtype = float8);
--= to
CREATE TYPE r AS RANGE (subtype = float8, multirange_type_name = many);
--= Y27 base type added
--= expect added base type public.b
--= expect dropped shell type public.b
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4);
--= Y28 base type category
--= expect changed base type public.b: category
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
--= from
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, CATEGORY = 'U');
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, CATEGORY = 'N');
--= Y28 base type storage
--= expect changed base type public.b: storage
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
--= from
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, STORAGE = plain);
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, STORAGE = extended);
--= Y28 base type preferred
--= expect changed base type public.b: preferred
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
--= from
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, CATEGORY = 'x');
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, CATEGORY = 'x', PREFERRED = true);
--= Y28 base type default
--= expect changed base type public.b: default
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
--= from
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4);
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, DEFAULT = '7');
--= Y28 base type delimiter
--= expect changed base type public.b: delimiter
--= both
CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
--= from
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4);
--= to
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, LIKE = int4, DELIMITER = ';');
--= Y29 shell type
--= expect added shell type public.b
--= to
CREATE TYPE b;
--= Y30 type owner
--= expect changed enum public.e: owner
--= both
CREATE TYPE e AS ENUM ('a');
--= to
ALTER TYPE e OWNER TO alice;
--= Y30 domain owner
--= expect changed domain public.d: owner
--= both
CREATE DOMAIN d AS int;
--= to
ALTER DOMAIN d OWNER TO alice;
--= Y30 composite owner
--= expect changed composite type public.c: owner
--= both
CREATE TYPE c AS (a int);
--= to
ALTER TYPE c OWNER TO alice;
--= Y31 type grant
--= expect changed enum public.e: privileges
--= both
CREATE TYPE e AS ENUM ('a');
--= to
GRANT USAGE ON TYPE e TO alice;
--= Y31 type revoked from PUBLIC
--= expect changed domain public.d: privileges
--= both
CREATE DOMAIN d AS int;
--= to
REVOKE USAGE ON TYPE d FROM PUBLIC;
--= Y32 type comment
--= expect changed enum public.e: comment
--= both
CREATE TYPE e AS ENUM ('a');
--= to
COMMENT ON TYPE e IS 'x';
--= Y32 domain comment
--= expect changed domain public.d: comment
--= both
CREATE DOMAIN d AS int;
--= to
COMMENT ON DOMAIN d IS 'x';
--= Y32 range comment
--= expect changed range type public.r: comment
--= both
CREATE TYPE r AS RANGE (subtype = float8);
--= to
COMMENT ON TYPE r IS 'x';
--= H08 attribute of a composite type in use
--= expect added attribute public.c.b
--= both
CREATE TYPE c AS (a int);
CREATE TABLE t (a c);
--= to
ALTER TYPE c ADD ATTRIBUTE b int;
