-- Access methods. Source: pg_am.
-- root: pg_am
SELECT a.oid, 'access method', '', '', quote_ident(a.amname),
  json_build_object(
    'type', CASE a.amtype WHEN 'i' THEN 'index' WHEN 't' THEN 'table' END,
    'handler', @function_name(a.amhandler),
    'comment', @comment(pg_am, a.oid, 0))::text
  FROM pg_am a
 WHERE a.oid = ANY ($1::oid[])
