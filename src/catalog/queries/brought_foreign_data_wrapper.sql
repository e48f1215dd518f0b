-- Foreign-data wrappers that an extension brought, if their privileges are not those that they came with.
-- Sources: pg_foreign_data_wrapper, pg_init_privs.
-- root: pg_foreign_data_wrapper members
SELECT w.oid, 'foreign-data wrapper', '', '', quote_ident(w.fdwname),
  granted AS privileges, revoked AS revoked_privileges
  FROM pg_foreign_data_wrapper w
  @privileges_since(coalesce(w.fdwacl, acldefault('F', w.fdwowner)),
                    @initial_privileges(pg_foreign_data_wrapper, w.oid, F, w.fdwowner), w.fdwowner)
 WHERE w.oid = ANY ($1::oid[]) AND (granted IS NOT NULL OR revoked IS NOT NULL)
