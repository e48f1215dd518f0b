-- Foreign tables. Sources: pg_class, pg_foreign_table, pg_inherits.
-- root: pg_class
SELECT c.oid, 'foreign table', quote_ident(n.nspname), '', quote_ident(c.relname),
  json_build_object(
    'owner', @role(c.relowner),
    'server', (SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = f.ftserver),
    'foreign_options', @foreign_options(f.ftoptions),
    'inherits', CASE WHEN NOT c.relispartition THEN parents.names END,
    'partition_of', CASE WHEN c.relispartition THEN parents.names END,
    'partition_bound', pg_get_expr(c.relpartbound, c.oid),
    'row_security', c.relrowsecurity,
    'force_row_security', c.relforcerowsecurity,
    'privileges', @privileges(c.relacl, r, c.relowner),
    'comment', @comment(pg_class, c.oid, 0),
    'columns', (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_foreign_table f ON f.ftrelid = c.oid
  LEFT JOIN LATERAL
    (SELECT string_agg(@relation_name(h.inhparent), ', ' ORDER BY h.inhseqno) AS names
       FROM pg_inherits h WHERE h.inhrelid = c.oid) AS parents ON true
 WHERE c.oid = ANY ($1::oid[])
