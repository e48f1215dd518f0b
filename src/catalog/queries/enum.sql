-- Enums. Sources: pg_type, pg_enum. The order of the values is part of the type.
-- root: pg_type
SELECT t.oid, 'enum', quote_ident(n.nspname), '', quote_ident(t.typname),
  (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
               FROM pg_enum e WHERE e.enumtypid = t.oid) AS values,
  @role(t.typowner) AS owner,
  @privileges(t.typacl, T, t.typowner) AS privileges,
  @comment(pg_type, t.oid, 0) AS comment,
  @security_labels(pg_type, t.oid, 0) AS security_label
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid = ANY ($1::oid[]) AND t.typnamespace <> pg_my_temp_schema() AND t.typtype = 'e'
