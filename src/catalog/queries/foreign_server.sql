-- Foreign servers. Source: pg_foreign_server.
-- root: pg_foreign_server
SELECT s.oid, 'foreign server', '', '', quote_ident(s.srvname),
  json_build_object(
    'wrapper', (SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw),
    'type', s.srvtype,
    'version', s.srvversion,
    'options', @foreign_options(s.srvoptions),
    'owner', @role(s.srvowner),
    'privileges', @privileges(s.srvacl, S, s.srvowner),
    'comment', @comment(pg_foreign_server, s.oid, 0))::text
  FROM pg_foreign_server s
 WHERE s.oid = ANY ($1::oid[])
