-- Schemas. Source: pg_namespace.
-- root: pg_namespace
SELECT n.oid, 'schema', '', '', quote_ident(n.nspname),
  json_build_object(
    'owner', @role(n.nspowner),
    'privileges', @privileges(n.nspacl, n, n.nspowner),
    'comment', @comment(pg_namespace, n.oid, 0))::text
  FROM pg_namespace n
 WHERE n.oid = ANY ($1::oid[])
