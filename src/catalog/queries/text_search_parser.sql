-- Text search parsers. Source: pg_ts_parser.
-- root: pg_ts_parser
SELECT p.oid, 'text search parser', quote_ident(n.nspname), '', quote_ident(p.prsname),
  json_build_object(
    'start', @function_name(p.prsstart),
    'token', @function_name(p.prstoken),
    'end', @function_name(p.prsend),
    'headline', @function_name(p.prsheadline),
    'token_types', @function_name(p.prslextype),
    'comment', @comment(pg_ts_parser, p.oid, 0))::text
  FROM pg_ts_parser p
  JOIN pg_namespace n ON n.oid = p.prsnamespace
 WHERE p.oid = ANY ($1::oid[])
