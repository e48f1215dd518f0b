-- Views. Sources: pg_class, pg_rewrite.
-- root: pg_class
SELECT c.oid, 'view', quote_ident(n.nspname), '', quote_ident(c.relname),
  json_build_object(
    'definition', pg_get_viewdef(c.oid),
    'options', @options(c.reloptions),
    'owner', @role(c.relowner),
    'privileges', @privileges(c.relacl, r, c.relowner),
    'comment', @comment(pg_class, c.oid, 0))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'v'
