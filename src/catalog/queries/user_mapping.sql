-- User mappings. Source: pg_user_mapping.
-- root: pg_user_mapping
SELECT u.oid, 'user mapping', '', (SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = u.umserver),
  CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE @role(u.umuser) END,
  @foreign_options(u.umoptions) AS options
  FROM pg_user_mapping u
 WHERE u.oid = ANY ($1::oid[])
