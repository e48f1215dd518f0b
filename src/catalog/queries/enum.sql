-- Enums. Sources: pg_type, pg_enum. The order of the values is part of the type.
-- root: pg_type
SELECT t.oid, 'enum', quote_ident(n.nspname), '', quote_ident(t.typname),
  json_build_object(
    'values', (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                 FROM pg_enum e WHERE e.enumtypid = t.oid),
    'owner', @role(t.typowner),
    'privileges', @privileges(t.typacl, T, t.typowner),
    'comment', @comment(pg_type, t.oid, 0))::text
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid = ANY ($1::oid[]) AND t.typnamespace <> pg_my_temp_schema() AND t.typtype = 'e'
