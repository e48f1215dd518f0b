-- Languages of extensions, if their privileges are not those that they were made with.
-- Sources: pg_language, pg_init_privs.
-- root: pg_language members
SELECT l.oid, 'language', '', '', quote_ident(l.lanname),
  beyond AS privileges
  FROM pg_language l
 CROSS JOIN LATERAL
    (SELECT @privileges_beyond(coalesce(l.lanacl, acldefault('l', l.lanowner)),
                               @initial_privileges(pg_language, l.oid, l, l.lanowner), l.lanowner)) AS b (beyond)
 WHERE l.oid = ANY ($1::oid[]) AND beyond IS NOT NULL
