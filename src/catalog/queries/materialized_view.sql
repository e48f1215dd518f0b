-- Materialized views. Sources: pg_class, pg_rewrite, pg_index (CLUSTER ON,
-- REPLICA IDENTITY). `populated` is more than pg_dump says.
-- parts: column index
-- root: pg_class
SELECT c.oid, 'materialized view', quote_ident(n.nspname), '', quote_ident(c.relname),
  pg_get_viewdef(c.oid) AS definition,
  c.relispopulated AS populated,
  @options(c.reloptions) AS options,
  (SELECT @options(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid) AS toast_options,
  @access_method(c.relam) AS access_method,
  @tablespace(c.reltablespace) AS tablespace,
  (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisclustered) AS clustered_on,
  @replica_identity(c) AS replica_identity,
  @role(c.relowner) AS owner,
  @privileges(c.relacl, r, c.relowner) AS privileges,
  @extension_dependencies(pg_class, c.oid) AS depends_on_extension,
  @comment(pg_class, c.oid, 0) AS comment,
  @security_labels(pg_class, c.oid, 0) AS security_label
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'm'
