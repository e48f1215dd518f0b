-- Publications. Source: pg_publication. Versions: publish_generated_columns from 18.
-- root: pg_publication
SELECT p.oid, 'publication', '', '', quote_ident(p.pubname),
  json_build_object(
    'all_tables', p.puballtables,
    'publish', concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                         CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
    'via_partition_root', p.pubviaroot,
--{ if version >= 180000
    'generated_columns', CASE p.pubgencols WHEN 's' THEN 'stored' ELSE 'none' END,
--}
    'owner', @role(p.pubowner),
    'comment', @comment(pg_publication, p.oid, 0))::text
  FROM pg_publication p
 WHERE p.oid = ANY ($1::oid[])
