-- Foreign servers of extensions, if their privileges are not those that they were made with.
-- Sources: pg_foreign_server, pg_init_privs.
-- root: pg_foreign_server members
SELECT s.oid, 'foreign server', '', '', quote_ident(s.srvname),
  beyond AS privileges
  FROM pg_foreign_server s
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(s.srvacl, acldefault('S', s.srvowner)),
                               @initial_privileges(pg_foreign_server, s.oid, S, s.srvowner), s.srvowner)) AS b (beyond)
 WHERE s.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
