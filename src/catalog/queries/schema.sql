-- Schemas. Source: pg_namespace.
-- root: pg_namespace
SELECT n.oid, 'schema', '', '', quote_ident(n.nspname),
  @role(n.nspowner) AS owner,
  @privileges(n.nspacl, n, n.nspowner) AS privileges,
  @comment(pg_namespace, n.oid, 0) AS comment,
  @security_labels(pg_namespace, n.oid, 0) AS security_label
  FROM pg_namespace n
 WHERE n.oid = ANY ($1::oid[])
