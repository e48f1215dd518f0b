-- Foreign servers that an extension brought, if their privileges are not those that they came with.
-- Sources: pg_foreign_server, pg_init_privs.
-- root: pg_foreign_server members
SELECT s.oid, 'foreign server', '', '', quote_ident(s.srvname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_foreign_server s
  @privileges_since(coalesce(s.srvacl, acldefault('S', s.srvowner)),
                    @initial_privileges(pg_foreign_server, s.oid, S, s.srvowner), s.srvowner)
 WHERE s.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
