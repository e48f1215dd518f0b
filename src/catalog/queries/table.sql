-- Tables, partitioned tables and partitions; foreign tables are a kind of their own.
-- Sources: pg_class, pg_partitioned_table, pg_inherits, pg_index (CLUSTER ON, REPLICA IDENTITY),
-- the pg_class row of the TOAST table. `columns` is the order of the columns, compared apart.
-- parts: column constraint index
-- root: pg_class
SELECT c.oid, 'table', quote_ident(n.nspname), '', quote_ident(c.relname),
  @role(c.relowner) AS owner,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' END AS persistence,
  @access_method(c.relam) AS access_method,
  @tablespace(c.reltablespace) AS tablespace,
  @options(c.reloptions) AS options,
  (SELECT @options(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid) AS toast_options,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
  CASE WHEN NOT c.relispartition THEN parents.names END AS inherits,
  CASE WHEN c.relispartition THEN parents.names END AS partition_of,
  pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
  CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
  c.relrowsecurity AS row_security,
  c.relforcerowsecurity AS force_row_security,
  @replica_identity(c) AS replica_identity,
  (SELECT quote_ident(ic.relname) FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisclustered) AS clustered_on,
  @privileges(c.relacl, r, c.relowner) AS privileges,
  @comment(pg_class, c.oid, 0) AS comment,
  @security_labels(pg_class, c.oid, 0) AS security_label,
  (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL
    (SELECT string_agg(@relation_name(h.inhparent), ', ' ORDER BY h.inhseqno) AS names
       FROM pg_inherits h WHERE h.inhrelid = c.oid) AS parents ON true
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind IN ('r', 'p')
