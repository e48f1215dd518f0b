-- Extensions. Source: pg_extension. `version` is more than pg_dump says.
-- root: pg_extension
SELECT e.oid, 'extension', '', '', quote_ident(e.extname),
  json_build_object(
    'schema', @schema_name(e.extnamespace),
    'version', e.extversion,
    'comment', @comment(pg_extension, e.oid, 0))::text
  FROM pg_extension e
 WHERE e.oid = ANY ($1::oid[])
