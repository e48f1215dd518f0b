-- Foreign tables. Sources: pg_class, pg_foreign_table, pg_inherits.
-- parts: column constraint
-- root: pg_class
SELECT c.oid, 'foreign table', quote_ident(n.nspname), '', quote_ident(c.relname),
  @role(c.relowner) AS owner,
  (SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = f.ftserver) AS server,
  @foreign_options(f.ftoptions) AS foreign_options,
  CASE WHEN NOT c.relispartition THEN parents.names END AS inherits,
  CASE WHEN c.relispartition THEN parents.names END AS partition_of,
  pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
  c.relrowsecurity AS row_security,
  c.relforcerowsecurity AS force_row_security,
  @privileges(c.relacl, r, c.relowner) AS privileges,
  @comment(pg_class, c.oid, 0) AS comment,
  @security_labels(pg_class, c.oid, 0) AS security_label,
  (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_foreign_table f ON f.ftrelid = c.oid
  LEFT JOIN LATERAL
    (SELECT string_agg(@relation_name(h.inhparent), ', ' ORDER BY h.inhseqno) AS names
       FROM pg_inherits h WHERE h.inhrelid = c.oid) AS parents ON true
 WHERE c.oid = ANY ($1::oid[])
