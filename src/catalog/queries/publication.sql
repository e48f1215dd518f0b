-- Publications. Source: pg_publication. Versions: publish_generated_columns from 18.
-- root: pg_publication
SELECT p.oid, 'publication', '', '', quote_ident(p.pubname),
  p.puballtables AS all_tables,
  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                       CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publish,
  p.pubviaroot AS via_partition_root,
--{ if version >= 180000
  CASE p.pubgencols WHEN 's' THEN 'stored' ELSE 'none' END AS generated_columns,
--}
  @role(p.pubowner) AS owner,
  @comment(pg_publication, p.oid, 0) AS comment,
  @security_labels(pg_publication, p.oid, 0) AS security_label
  FROM pg_publication p
 WHERE p.oid = ANY ($1::oid[])
