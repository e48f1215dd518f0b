--= F01 function added
--= expect added function public.f(integer)
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F02 body
--= expect changed function public.f(integer): body
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 2';
--= F02 white space in a body
--= expect changed function public.f(integer): body
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT  1';
--= F03 volatility
--= expect changed function public.f(integer): volatility
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' STABLE;
--= F03 immutable
--= expect changed function public.f(integer): volatility
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' STABLE;
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' IMMUTABLE;
--= F04 strict
--= expect changed function public.f(integer): strict
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' STRICT;
--= F05 security definer
--= expect changed function public.f(integer): security_definer
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' SECURITY DEFINER;
--= F06 leakproof
--= expect changed function public.f(integer): leakproof
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' LEAKPROOF;
--= F07 parallel safe
--= expect changed function public.f(integer): parallel
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' PARALLEL SAFE;
--= F07 parallel restricted
--= expect changed function public.f(integer): parallel
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' PARALLEL RESTRICTED;
--= F08 cost
--= expect changed function public.f(integer): cost
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' COST 7;
--= F09 rows
--= expect changed function public.f(integer): rows
--= from
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1' ROWS 7;
--= F10 setting
--= expect changed function public.f(integer): settings
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' SET work_mem = '8MB';
--= F10 search path setting
--= expect changed function public.f(integer): settings
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' SET search_path = public;
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' SET search_path = public, pg_temp;
--= F11 return type
--= expect changed function public.f(integer): returns
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1';
--= F11 set of
--= expect changed function public.f(integer): returns, rows
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
--= F12 argument default
--= expect changed function public.f(integer): arguments
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F12 other argument default
--= expect changed function public.f(integer): arguments
--= from
CREATE FUNCTION f(a int DEFAULT 4) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F13 argument name
--= expect changed function public.f(integer): arguments
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F13 argument mode
--= expect changed function public.f(integer): arguments
--= from
CREATE FUNCTION f(a int, OUT b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int, OUT c int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F14 language
--= expect changed function public.f(integer): body, language
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
--= F15 SQL standard body
--= expect changed function public.f(integer): body
--= since 14
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a + 1;
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a + 2;
--= F15 SQL standard body with BEGIN ATOMIC
--= expect changed function public.f(integer): body
--= since 14
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; END;
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; SELECT a; END;
--= F16 support function
--= expect changed function public.f(integer): support
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1' SUPPORT generate_series_int4_support;
--= F17 window function
--= expect dropped function public.f(integer)
--= expect added window function public.f(integer)
--= from
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE internal AS 'window_row_number';
--= to
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
--= F18 columns of RETURNS TABLE
--= expect changed function public.f(integer): returns
--= from
CREATE FUNCTION f(a int) RETURNS TABLE (b int, c int) LANGUAGE sql AS 'SELECT 1, 1';
--= to
CREATE FUNCTION f(a int) RETURNS TABLE (b int, d int) LANGUAGE sql AS 'SELECT 1, 1';
--= F19 revoked from PUBLIC
--= expect changed function public.f(integer): privileges
--= both
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
--= F19 granted
--= expect changed function public.f(integer): privileges
--= both
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
GRANT EXECUTE ON FUNCTION f TO alice;
--= F20 owner
--= expect changed function public.f(integer): owner
--= both
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
ALTER FUNCTION f OWNER TO alice;
--= F21 comment
--= expect changed function public.f(integer): comment
--= both
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
COMMENT ON FUNCTION f IS 'x';
--= F22 depends on extension
--= expect changed function public.f(integer): depends_on_extension
--= both
CREATE EXTENSION pg_trgm;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
ALTER FUNCTION f DEPENDS ON EXTENSION pg_trgm;
--= F23 transform for type
--= expect changed function public.f(integer): transforms
--= both
CREATE FUNCTION to_it(internal) RETURNS internal LANGUAGE internal STABLE AS 'prsd_headline';
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION to_it(internal));
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql TRANSFORM FOR TYPE int AS 'SELECT 1';
--= F24 overload
--= expect added function public.f(text)
--= both
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F25 argument type
--= expect added function public.f(bigint)
--= expect dropped function public.f(integer)
--= from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= to
CREATE FUNCTION f(a bigint) RETURNS int LANGUAGE sql AS 'SELECT 1';
--= F26 procedure added
--= expect added procedure public.p()
--= to
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
--= F27 procedure body
--= expect changed procedure public.p(): body
--= from
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
--= to
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 2';
--= F27 procedure owner
--= expect changed procedure public.p(): owner
--= both
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
--= to
ALTER PROCEDURE p OWNER TO alice;
--= F27 procedure comment
--= expect changed procedure public.p(): comment
--= both
CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
--= to
COMMENT ON PROCEDURE p IS 'x';
--= F28 aggregate added
--= expect added aggregate public.total(integer)
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= F29 initial condition
--= expect changed aggregate public.total(integer): initial_condition
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
--= F29 combine function
--= expect changed aggregate public.total(integer): combine_function
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, COMBINEFUNC = int4pl);
--= F29 parallel aggregate
--= expect changed aggregate public.total(integer): parallel
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, PARALLEL = safe);
--= F29 state function
--= expect changed aggregate public.total(integer): state_function
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4mul, STYPE = int);
--= F29 final function
--= expect changed aggregate public.total(integer): final_function
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, FINALFUNC = int4um);
--= F29 state space
--= expect changed aggregate public.total(integer): state_space
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, SSPACE = 100);
--= F29 final modify
--= expect changed aggregate public.total(integer): final_modify
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, FINALFUNC = int4um);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, FINALFUNC = int4um, FINALFUNC_MODIFY = read_write);
--= F29 sort operator
--= expect changed aggregate public.total(integer): sort_operator
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, SORTOP = <);
--= F29 moving aggregate
--= expect changed aggregate public.total(integer): moving_final_modify, moving_inverse_function, moving_state_function, moving_state_type
--= from
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int);
--= F30 aggregate owner
--= expect changed aggregate public.total(integer): owner
--= both
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
ALTER AGGREGATE total (int) OWNER TO alice;
--= F30 aggregate comment
--= expect changed aggregate public.total(integer): comment
--= both
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
COMMENT ON AGGREGATE total (int) IS 'x';
--= F30 aggregate grant
--= expect changed aggregate public.total(integer): privileges
--= both
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
--= to
REVOKE EXECUTE ON FUNCTION total (int) FROM PUBLIC;
