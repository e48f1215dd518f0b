-- What a publication publishes: tables and, from 15, whole schemas, row filters and column lists.
-- Sources: pg_publication_rel, pg_publication_namespace.
-- root: pg_publication
SELECT p.oid, 'publication table', '', quote_ident(p.pubname), @relation_name(r.prrelid)
--{ if version >= 150000
  , pg_get_expr(r.prqual, r.prrelid) AS where,
  (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
     FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) AS columns_published
--}
  FROM pg_publication p
  JOIN pg_publication_rel r ON r.prpubid = p.oid
 WHERE p.oid = ANY ($1::oid[])
--{ if version >= 150000
UNION ALL
SELECT p.oid, 'publication schema', '', quote_ident(p.pubname), @schema_name(s.pnnspid), NULL, NULL
  FROM pg_publication p
  JOIN pg_publication_namespace s ON s.pnpubid = p.oid
 WHERE p.oid = ANY ($1::oid[])
--}
