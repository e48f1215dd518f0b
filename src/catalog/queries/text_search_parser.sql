-- Text search parsers. Source: pg_ts_parser.
-- root: pg_ts_parser
SELECT p.oid, 'text search parser', quote_ident(n.nspname), '', quote_ident(p.prsname),
  @function_name(p.prsstart) AS start,
  @function_name(p.prstoken) AS token,
  @function_name(p.prsend) AS end,
  @function_name(p.prsheadline) AS headline,
  @function_name(p.prslextype) AS token_types,
  @comment(pg_ts_parser, p.oid, 0) AS comment
  FROM pg_ts_parser p
  JOIN pg_namespace n ON n.oid = p.prsnamespace
 WHERE p.oid = ANY ($1::oid[])
