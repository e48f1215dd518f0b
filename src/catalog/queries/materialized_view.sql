-- Materialized views. Sources: pg_class, pg_rewrite, pg_index (CLUSTER ON,
-- REPLICA IDENTITY). `populated` is more than pg_dump says.
-- root: pg_class
SELECT c.oid, 'materialized view', quote_ident(n.nspname), '', quote_ident(c.relname),
  json_build_object(
    'definition', pg_get_viewdef(c.oid),
    'populated', c.relispopulated,
    'options', @options(c.reloptions),
    'toast_options', (SELECT @options(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid),
    'access_method', @access_method(c.relam),
    'tablespace', @tablespace(c.reltablespace),
    'clustered_on',
      (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisclustered),
    'replica_identity', @replica_identity(c),
    'owner', @role(c.relowner),
    'privileges', @privileges(c.relacl, r, c.relowner),
    'depends_on_extension', @extension_dependencies(pg_class, c.oid),
    'comment', @comment(pg_class, c.oid, 0))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'm'
