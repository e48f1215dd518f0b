-- Constraints of domains. Source: pg_constraint. Versions: NOT NULL is a constraint from 17; one
-- that says no more than the domain's `not_null` is left out.
-- root: pg_type
SELECT t.oid, 'domain constraint', quote_ident(n.nspname),
  quote_ident(n.nspname) || '.' || quote_ident(t.typname), quote_ident(k.conname),
  pg_get_constraintdef(k.oid) AS definition,
  @comment(pg_constraint, k.oid, 0) AS comment
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_constraint k ON k.contypid = t.oid
 WHERE t.oid = ANY ($1::oid[]) AND t.typnamespace <> pg_my_temp_schema()
--{ if version >= 170000
   AND (k.contype = 'c' OR k.conname <> left(t.typname || '_not_null', 63)
        OR @comment(pg_constraint, k.oid, 0) IS NOT NULL)
--}
