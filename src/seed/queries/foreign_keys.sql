-- $1: the tables, or NULL for all. (The index on conparentid, which the planner would take for its
-- equality, leads to every row that there ever was.)
SELECT c.oid, c.conname, c.conrelid, c.confrelid, to_json(c.conkey), to_json(c.confkey),
       c.confmatchtype, c.condeferrable, c.confdeltype, c.confupdtype, c.convalidated
  FROM pg_constraint c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.contype = 'f' AND coalesce(c.conparentid, 0) = 0
   AND ($1::oid[] IS NULL OR c.conrelid = ANY ($1::oid[]))
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 ORDER BY c.conrelid, c.conname COLLATE "C"
