-- Row security policies. Source: pg_policy. The roles are a set.
-- root: pg_class
SELECT c.oid, 'policy', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(p.polname),
  json_build_object(
    'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                             WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    'permissive', p.polpermissive,
    'roles', (SELECT string_agg(name, ', ' ORDER BY name)
                FROM (SELECT CASE WHEN role = 0 THEN 'PUBLIC' ELSE @role(role) END AS name
                        FROM unnest(p.polroles) AS u (role)) AS roles),
    'using', pg_get_expr(p.polqual, c.oid),
    'with_check', pg_get_expr(p.polwithcheck, c.oid),
    'comment', @comment(pg_policy, p.oid, 0))::text
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_policy p ON p.polrelid = c.oid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
