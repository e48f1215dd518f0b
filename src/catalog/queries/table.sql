-- Tables, partitioned tables and partitions; foreign tables are a kind of their own.
-- Sources: pg_class, pg_partitioned_table, pg_inherits, pg_index (CLUSTER ON, REPLICA IDENTITY),
-- the pg_class row of the TOAST table. `columns` is the order of the columns, compared apart.
-- root: pg_class
SELECT c.oid, 'table', quote_ident(n.nspname), '', quote_ident(c.relname),
  json_build_object(
    'owner', @role(c.relowner),
    'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
    'access_method', @access_method(c.relam),
    'tablespace', @tablespace(c.reltablespace),
    'options', @options(c.reloptions),
    'toast_options', (SELECT @options(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid),
    'of_type', CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
    'inherits', CASE WHEN NOT c.relispartition THEN parents.names END,
    'partition_of', CASE WHEN c.relispartition THEN parents.names END,
    'partition_bound', pg_get_expr(c.relpartbound, c.oid),
    'partition_key', CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
    'row_security', c.relrowsecurity,
    'force_row_security', c.relforcerowsecurity,
    'replica_identity', @replica_identity(c),
    'clustered_on',
      (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisclustered),
    'privileges', @privileges(c.relacl, r, c.relowner),
    'comment', @comment(pg_class, c.oid, 0),
    'columns', (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL
    (SELECT string_agg(@relation_name(h.inhparent), ', ' ORDER BY h.inhseqno) AS names
       FROM pg_inherits h WHERE h.inhrelid = c.oid) AS parents ON true
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind IN ('r', 'p')
