-- Domains. Sources: pg_type. Their constraints are objects of their own.
-- root: pg_type
SELECT t.oid, 'domain', quote_ident(n.nspname), '', quote_ident(t.typname),
  format_type(t.typbasetype, t.typtypmod) AS type,
  t.typnotnull AS not_null,
  coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)) AS default,
  @collation(t.typcollation, b.typcollation) AS collation,
  @role(t.typowner) AS owner,
  @privileges(t.typacl, T, t.typowner) AS privileges,
  @comment(pg_type, t.oid, 0) AS comment,
  @security_labels(pg_type, t.oid, 0) AS security_label
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_type b ON b.oid = t.typbasetype
 WHERE t.oid = ANY ($1::oid[]) AND t.typtype = 'd'
