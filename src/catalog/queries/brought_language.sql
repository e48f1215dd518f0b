-- Languages that an extension or the server brought, if their privileges are not those that they came with.
-- Sources: pg_language, pg_init_privs.
-- root: pg_language members
SELECT l.oid, 'language', '', '', quote_ident(l.lanname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_language l
  @privileges_since(coalesce(l.lanacl, acldefault('l', l.lanowner)),
                    @initial_privileges(pg_language, l.oid, l, l.lanowner), l.lanowner)
 WHERE l.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
