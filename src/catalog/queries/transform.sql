-- Transforms. Source: pg_transform.
-- root: pg_transform
SELECT t.oid, 'transform', '', '',
  'for ' || format_type(t.trftype, NULL) || ' language '
  || (SELECT quote_ident(l.lanname) FROM pg_language l WHERE l.oid = t.trflang),
  json_build_object(
    'from_sql', CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure::text END,
    'to_sql', CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure::text END,
    'comment', @comment(pg_transform, t.oid, 0))::text
  FROM pg_transform t
 WHERE t.oid = ANY ($1::oid[])
