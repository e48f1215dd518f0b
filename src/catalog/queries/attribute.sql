-- Attributes of composite types. Source: pg_attribute.
-- root: pg_type
SELECT t.oid, 'attribute', quote_ident(n.nspname),
  quote_ident(n.nspname) || '.' || quote_ident(t.typname), quote_ident(a.attname),
  format_type(a.atttypid, a.atttypmod) AS type,
  @collation(a.attcollation, at.typcollation) AS collation,
  @comment(pg_class, c.oid, a.attnum) AS comment,
  @security_labels(pg_class, c.oid, a.attnum) AS security_label
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type at ON at.oid = a.atttypid
 WHERE t.oid = ANY ($1::oid[])
