-- Foreign-data wrappers of extensions, if their privileges are not those that they were made with.
-- Sources: pg_foreign_data_wrapper, pg_init_privs.
-- root: pg_foreign_data_wrapper members
SELECT w.oid, 'foreign-data wrapper', '', '', quote_ident(w.fdwname),
  beyond AS privileges
  FROM pg_foreign_data_wrapper w
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(w.fdwacl, acldefault('F', w.fdwowner)),
                               @initial_privileges(pg_foreign_data_wrapper, w.oid, F, w.fdwowner), w.fdwowner)) AS b (beyond)
 WHERE w.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
