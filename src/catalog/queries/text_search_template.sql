-- Text search templates. Source: pg_ts_template.
-- root: pg_ts_template
SELECT t.oid, 'text search template', quote_ident(n.nspname), '', quote_ident(t.tmplname),
  @function_name(t.tmplinit) AS init,
  @function_name(t.tmpllexize) AS lexize,
  @comment(pg_ts_template, t.oid, 0) AS comment
  FROM pg_ts_template t
  JOIN pg_namespace n ON n.oid = t.tmplnamespace
 WHERE t.oid = ANY ($1::oid[])
