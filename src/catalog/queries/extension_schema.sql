-- Schemas of extensions, if their privileges are not those that they were made with.
-- Sources: pg_namespace, pg_init_privs.
-- root: pg_namespace members
SELECT n.oid, 'schema', '', '', quote_ident(n.nspname),
  beyond AS privileges
  FROM pg_namespace n
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(n.nspacl, acldefault('n', n.nspowner)),
                               @initial_privileges(pg_namespace, n.oid, n, n.nspowner), n.nspowner)) AS b (beyond)
 WHERE n.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
