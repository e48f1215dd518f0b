-- Functions that an extension or the server brought, if their privileges are not those that they came
-- with; nothing else of them is the database's own. Sources: pg_proc, pg_init_privs.
-- root: pg_proc members
SELECT p.oid, CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure'
                             WHEN 'w' THEN 'window function' ELSE 'function' END,
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  @privileges_since(coalesce(p.proacl, acldefault('f', p.proowner)),
                    @initial_privileges(pg_proc, p.oid, f, p.proowner), p.proowner)
 WHERE p.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
