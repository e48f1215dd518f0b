CREATE TABLE t (a int);
REVOKE ALL ON schema_migrations FROM PUBLIC;
