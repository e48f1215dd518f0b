-- Text search dictionaries. Source: pg_ts_dict.
-- root: pg_ts_dict
SELECT d.oid, 'text search dictionary', quote_ident(n.nspname), '', quote_ident(d.dictname),
  (SELECT quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname)
                 FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate) AS template,
  d.dictinitoption AS options,
  @role(d.dictowner) AS owner,
  @comment(pg_ts_dict, d.oid, 0) AS comment
  FROM pg_ts_dict d
  JOIN pg_namespace n ON n.oid = d.dictnamespace
 WHERE d.oid = ANY ($1::oid[])
