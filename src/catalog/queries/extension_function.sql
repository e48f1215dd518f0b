-- Functions of extensions, if their privileges are not those that they were made with;
-- nothing else of them is the database's own. Sources: pg_proc, pg_init_privs.
-- root: pg_proc members
SELECT p.oid, CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure'
                             WHEN 'w' THEN 'window function' ELSE 'function' END,
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  beyond AS privileges
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(p.proacl, acldefault('f', p.proowner)),
                               @initial_privileges(pg_proc, p.oid, f, p.proowner), p.proowner)) AS b (beyond)
 WHERE p.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
