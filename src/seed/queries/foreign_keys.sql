SELECT c.oid, c.conname, c.conrelid, c.confrelid, to_json(c.conkey), to_json(c.confkey),
       c.confmatchtype, c.condeferrable, c.confdeltype, c.convalidated
  FROM pg_constraint c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.contype = 'f' AND c.conparentid = 0
   AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 ORDER BY c.conrelid, c.conname COLLATE "C"
