-- Encoding conversions. Source: pg_conversion.
-- root: pg_conversion
SELECT c.oid, 'conversion', quote_ident(n.nspname), '', quote_ident(c.conname),
  pg_encoding_to_char(c.conforencoding) AS from,
  pg_encoding_to_char(c.contoencoding) AS to,
  @function_name(c.conproc) AS function,
  c.condefault AS default,
  @role(c.conowner) AS owner,
  @comment(pg_conversion, c.oid, 0) AS comment
  FROM pg_conversion c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.oid = ANY ($1::oid[])
