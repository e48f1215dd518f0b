--= G01 trigger added
--= expect added trigger x on public.t
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= G02 timing
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= G02 event
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= G02 level
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION g();
--= G02 truncate
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER TRUNCATE ON t FOR EACH STATEMENT EXECUTE FUNCTION g();
--= G03 condition
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION g();
--= G03 other condition
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION g();
--= G04 columns
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION g();
--= G05 transition tables
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION g();
--= G06 constraint trigger
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE CONSTRAINT TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= G06 constraint trigger deferrable
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE CONSTRAINT TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE CONSTRAINT TRIGGER x AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION g();
--= G07 arguments
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g('y');
--= G07 function
--= expect changed trigger x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION h();
--= G08 disabled
--= expect changed trigger x on public.t: enabled
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
ALTER TABLE t DISABLE TRIGGER x;
--= G09 always
--= expect changed trigger x on public.t: enabled
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
ALTER TABLE t ENABLE ALWAYS TRIGGER x;
--= G09 replica
--= expect changed trigger x on public.t: enabled
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
ALTER TABLE t ENABLE REPLICA TRIGGER x;
--= G10 trigger comment
--= expect changed trigger x on public.t: comment
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
COMMENT ON TRIGGER x ON t IS 'x';
--= G10 trigger depends on extension
--= expect changed trigger x on public.t: depends_on_extension
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE EXTENSION pg_trgm;
CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
ALTER TRIGGER x ON t DEPENDS ON EXTENSION pg_trgm;
--= G11 INSTEAD OF
--= expect added trigger x on public.v
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE VIEW v AS SELECT a FROM t;
--= to
CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION g();
--= G12 state of a partition's trigger
--= expect added trigger x on public.t1
--= both
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
--= to
ALTER TABLE t1 DISABLE TRIGGER x;
--= G13 rule added
--= expect added rule x on public.t
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= to
CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING;
--= G14 rule definition
--= expect changed rule x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING;
--= to
CREATE RULE x AS ON DELETE TO t DO ALSO NOTHING;
--= G14 rule condition
--= expect changed rule x on public.t: definition
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
--= from
CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING;
--= to
CREATE RULE x AS ON DELETE TO t WHERE OLD.a > 3 DO INSTEAD NOTHING;
--= G15 rule disabled
--= expect changed rule x on public.t: enabled
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING;
--= to
ALTER TABLE t DISABLE RULE x;
--= G16 rule comment
--= expect changed rule x on public.t: comment
--= both
CREATE TABLE t (a int, b int);
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE RULE x AS ON DELETE TO t DO INSTEAD NOTHING;
--= to
COMMENT ON RULE x ON t IS 'x';
--= G17 event trigger added
--= expect added event trigger x
--= both
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
--= to
CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION g();
--= G18 event
--= expect changed event trigger x: event
--= both
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
--= from
CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION g();
--= to
CREATE EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION g();
--= G18 tags
--= expect changed event trigger x: tags
--= both
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
--= from
CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION g();
--= to
CREATE EVENT TRIGGER x ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION g();
--= G19 event trigger disabled
--= expect changed event trigger x: enabled
--= both
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION g();
--= to
ALTER EVENT TRIGGER x DISABLE;
--= G19 event trigger comment
--= expect changed event trigger x: comment
--= both
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION g();
--= to
COMMENT ON EVENT TRIGGER x IS 'x';
--= L03 policy added
--= expect added policy x on public.t
--= both
CREATE TABLE t (a int, b int);
--= to
CREATE POLICY x ON t USING (a > 0);
--= L04 using
--= expect changed policy x on public.t: using
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE POLICY x ON t USING (a > 0);
--= to
CREATE POLICY x ON t USING (a > 1);
--= L05 with check
--= expect changed policy x on public.t: with_check
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE POLICY x ON t USING (a > 0);
--= to
CREATE POLICY x ON t USING (a > 0) WITH CHECK (a > 5);
--= L06 roles
--= expect changed policy x on public.t: roles
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE POLICY x ON t TO alice USING (a > 0);
--= to
CREATE POLICY x ON t TO alice, bob USING (a > 0);
--= L07 command
--= expect changed policy x on public.t: command
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE POLICY x ON t USING (a > 0);
--= to
CREATE POLICY x ON t FOR SELECT USING (a > 0);
--= L08 restrictive
--= expect changed policy x on public.t: permissive
--= both
CREATE TABLE t (a int, b int);
--= from
CREATE POLICY x ON t USING (a > 0);
--= to
CREATE POLICY x ON t AS RESTRICTIVE USING (a > 0);
--= L09 policy comment
--= expect changed policy x on public.t: comment
--= both
CREATE TABLE t (a int, b int);
CREATE POLICY x ON t USING (a > 0);
--= to
COMMENT ON POLICY x ON t IS 'x';
--= H10 column under a policy
--= expect changed column public.t.a: type
--= expect changed policy x on public.t: using
--= from
CREATE TABLE t (a int);
CREATE POLICY x ON t USING (a > 0);
--= to
CREATE TABLE t (a numeric);
CREATE POLICY x ON t USING (a > 0);
