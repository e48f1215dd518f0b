-- Domains. Sources: pg_type. Their constraints are objects of their own.
-- root: pg_type
SELECT t.oid, 'domain', quote_ident(n.nspname), '', quote_ident(t.typname),
  json_build_object(
    'type', format_type(t.typbasetype, t.typtypmod),
    'not_null', t.typnotnull,
    'default', coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)),
    'collation', @collation(t.typcollation, b.typcollation),
    'owner', @role(t.typowner),
    'privileges', @privileges(t.typacl, T, t.typowner),
    'comment', @comment(pg_type, t.oid, 0))::text
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_type b ON b.oid = t.typbasetype
 WHERE t.oid = ANY ($1::oid[]) AND t.typtype = 'd'
