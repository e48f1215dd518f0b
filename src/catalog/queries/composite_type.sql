-- Composite types made with CREATE TYPE. Sources: pg_type, pg_class (relkind c). `columns` is the
-- order of the attributes, which are objects of their own.
-- root: pg_type
SELECT t.oid, 'composite type', quote_ident(n.nspname), '', quote_ident(t.typname),
  @role(t.typowner) AS owner,
  @privileges(t.typacl, T, t.typowner) AS privileges,
  @comment(pg_type, t.oid, 0) AS comment,
  @security_labels(pg_type, t.oid, 0) AS security_label,
  (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
               WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
 WHERE t.oid = ANY ($1::oid[])
