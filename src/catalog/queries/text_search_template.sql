-- Text search templates. Source: pg_ts_template.
-- root: pg_ts_template
SELECT t.oid, 'text search template', quote_ident(n.nspname), '', quote_ident(t.tmplname),
  json_build_object(
    'init', @function_name(t.tmplinit),
    'lexize', @function_name(t.tmpllexize),
    'comment', @comment(pg_ts_template, t.oid, 0))::text
  FROM pg_ts_template t
  JOIN pg_namespace n ON n.oid = t.tmplnamespace
 WHERE t.oid = ANY ($1::oid[])
