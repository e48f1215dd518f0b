-- Views. Sources: pg_class, pg_rewrite.
-- parts: column
-- root: pg_class
SELECT c.oid, 'view', quote_ident(n.nspname), '', quote_ident(c.relname),
  pg_get_viewdef(c.oid) AS definition,
  @options(c.reloptions) AS options,
  @role(c.relowner) AS owner,
  @privileges(c.relacl, r, c.relowner) AS privileges,
  @comment(pg_class, c.oid, 0) AS comment,
  @security_labels(pg_class, c.oid, 0) AS security_label
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY ($1::oid[]) AND c.relkind = 'v'
