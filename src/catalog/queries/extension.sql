-- Extensions. Source: pg_extension. `version` is more than pg_dump says.
-- root: pg_extension
SELECT e.oid, 'extension', '', '', quote_ident(e.extname),
  @schema_name(e.extnamespace) AS schema,
  e.extversion AS version,
  @comment(pg_extension, e.oid, 0) AS comment
  FROM pg_extension e
 WHERE e.oid = ANY ($1::oid[])
