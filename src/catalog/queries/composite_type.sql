-- Composite types made with CREATE TYPE. Sources: pg_type, pg_class (relkind c). `columns` is the
-- order of the attributes, which are objects of their own.
-- root: pg_type
SELECT t.oid, 'composite type', quote_ident(n.nspname), '', quote_ident(t.typname),
  json_build_object(
    'owner', @role(t.typowner),
    'privileges', @privileges(t.typacl, T, t.typowner),
    'comment', @comment(pg_type, t.oid, 0),
    'columns', (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
                 WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))::text
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
 WHERE t.oid = ANY ($1::oid[])
