-- Access methods. Source: pg_am.
-- root: pg_am
SELECT a.oid, 'access method', '', '', quote_ident(a.amname),
  CASE a.amtype WHEN 'i' THEN 'index' WHEN 't' THEN 'table' END AS type,
  @function_name(a.amhandler) AS handler,
  @comment(pg_am, a.oid, 0) AS comment
  FROM pg_am a
 WHERE a.oid = ANY ($1::oid[])
