-- Foreign servers. Source: pg_foreign_server.
-- root: pg_foreign_server
SELECT s.oid, 'foreign server', '', '', quote_ident(s.srvname),
  (SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw) AS wrapper,
  s.srvtype AS type,
  s.srvversion AS version,
  @foreign_options(s.srvoptions) AS options,
  @role(s.srvowner) AS owner,
  @privileges(s.srvacl, S, s.srvowner) AS privileges,
  @comment(pg_foreign_server, s.oid, 0) AS comment
  FROM pg_foreign_server s
 WHERE s.oid = ANY ($1::oid[])
