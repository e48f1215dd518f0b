-- Row security policies. Source: pg_policy. The roles are a set.
-- root: pg_class
SELECT c.oid, 'policy', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(p.polname),
  CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                           WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
  p.polpermissive AS permissive,
  (SELECT string_agg(name, ', ' ORDER BY name)
              FROM (SELECT CASE WHEN role = 0 THEN 'PUBLIC' ELSE @role(role) END AS name
                      FROM unnest(p.polroles) AS u (role)) AS roles) AS roles,
  pg_get_expr(p.polqual, c.oid) AS using,
  pg_get_expr(p.polwithcheck, c.oid) AS with_check,
  @comment(pg_policy, p.oid, 0) AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_policy p ON p.polrelid = c.oid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
