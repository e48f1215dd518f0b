-- Transforms. Source: pg_transform.
-- root: pg_transform
SELECT t.oid, 'transform', '', '',
  'for ' || format_type(t.trftype, NULL) || ' language '
  || (SELECT quote_ident(l.lanname) FROM pg_language l WHERE l.oid = t.trflang),
  CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure::text END AS from_sql,
  CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure::text END AS to_sql,
  @comment(pg_transform, t.oid, 0) AS comment
  FROM pg_transform t
 WHERE t.oid = ANY ($1::oid[])
