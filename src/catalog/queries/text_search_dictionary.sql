-- Text search dictionaries. Source: pg_ts_dict.
-- root: pg_ts_dict
SELECT d.oid, 'text search dictionary', quote_ident(n.nspname), '', quote_ident(d.dictname),
  json_build_object(
    'template', (SELECT quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname)
                   FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate),
    'options', d.dictinitoption,
    'owner', @role(d.dictowner),
    'comment', @comment(pg_ts_dict, d.oid, 0))::text
  FROM pg_ts_dict d
  JOIN pg_namespace n ON n.oid = d.dictnamespace
 WHERE d.oid = ANY ($1::oid[])
