-- Collations. Source: pg_collation. Versions: the ICU locale is collcollate before 15, colliculocale
-- in 15 and 16, colllocale from 17; ICU rules from 16. The version of the library is left out, as
-- pg_dump does.
-- root: pg_collation
SELECT c.oid, 'collation', quote_ident(n.nspname), '', quote_ident(c.collname),
  json_build_object(
    'provider', CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'd' THEN 'default' END,
    'lc_collate', c.collcollate,
    'lc_ctype', c.collctype,
--{ if version >= 170000
    'locale', c.colllocale,
--{ else if version >= 150000
    'locale', c.colliculocale,
--}
--{ if version >= 160000
    'rules', c.collicurules,
--}
    'deterministic', c.collisdeterministic,
    'encoding', nullif(c.collencoding, -1),
    'owner', @role(c.collowner),
    'comment', @comment(pg_collation, c.oid, 0))::text
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid = ANY ($1::oid[])
