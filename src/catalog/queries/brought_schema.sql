-- Schemas that an extension or the server brought, if their privileges are not those that they came with.
-- Sources: pg_namespace, pg_init_privs.
-- root: pg_namespace members
SELECT n.oid, 'schema', '', '', quote_ident(n.nspname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_namespace n
  @privileges_since(coalesce(n.nspacl, acldefault('n', n.nspowner)),
                    @initial_privileges(pg_namespace, n.oid, n, n.nspowner), n.nspowner)
 WHERE n.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
