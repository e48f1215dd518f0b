-- Encoding conversions. Source: pg_conversion.
-- root: pg_conversion
SELECT c.oid, 'conversion', quote_ident(n.nspname), '', quote_ident(c.conname),
  json_build_object(
    'from', pg_encoding_to_char(c.conforencoding),
    'to', pg_encoding_to_char(c.contoencoding),
    'function', @function_name(c.conproc),
    'default', c.condefault,
    'owner', @role(c.conowner),
    'comment', @comment(pg_conversion, c.oid, 0))::text
  FROM pg_conversion c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.oid = ANY ($1::oid[])
