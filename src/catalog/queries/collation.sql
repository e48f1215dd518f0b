-- Collations. Source: pg_collation. Versions: the ICU locale is collcollate before 15, colliculocale
-- in 15 and 16, colllocale from 17; ICU rules from 16. The version of the library is left out, as
-- pg_dump does.
-- root: pg_collation
SELECT c.oid, 'collation', quote_ident(n.nspname), '', quote_ident(c.collname),
  CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'd' THEN 'default' END AS provider,
  c.collcollate AS lc_collate,
  c.collctype AS lc_ctype,
--{ if version >= 170000
  c.colllocale AS locale,
--{ else if version >= 150000
  c.colliculocale AS locale,
--}
--{ if version >= 160000
  c.collicurules AS rules,
--}
  c.collisdeterministic AS deterministic,
  nullif(c.collencoding, -1) AS encoding,
  @role(c.collowner) AS owner,
  @comment(pg_collation, c.oid, 0) AS comment
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid = ANY ($1::oid[])
