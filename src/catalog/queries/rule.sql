-- Rules, without those that make views. Source: pg_rewrite.
-- root: pg_class
SELECT c.oid, 'rule', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(r.rulename),
  pg_get_ruledef(r.oid) AS definition,
  CASE r.ev_enabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'A' THEN 'always'
                               WHEN 'R' THEN 'replica' END AS enabled,
  @comment(pg_rewrite, r.oid, 0) AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN'
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
