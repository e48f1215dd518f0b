-- $1: the tables, or NULL for all.
SELECT c.oid, c.conname, c.conrelid, to_json(c.conkey), pg_get_expr(c.conbin, c.conrelid),
       c.convalidated
  FROM pg_constraint c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.contype = 'c' AND c.conrelid <> 0
   AND ($1::oid[] IS NULL OR c.conrelid = ANY ($1::oid[]))
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 ORDER BY c.conrelid, c.conname COLLATE "C"
