-- Every table that is not the system's or an extension's. A partitioned table comes with what its
-- leaves together accept, and the columns that decide which leaf a row goes to. $1: the tables, or
-- NULL for all. (Of triggers of its partitions a partitioned table has only those that are asked for,
-- too.)
WITH trigger AS MATERIALIZED (
  SELECT tg.tgrelid, tg.tgname, p.prosrc
    FROM pg_trigger tg JOIN pg_proc p ON p.oid = tg.tgfoid
   WHERE NOT tg.tgisinternal AND tg.tgenabled IN ('O', 'A')
     AND ($1::oid[] IS NULL OR tg.tgrelid = ANY ($1::oid[]))
), rule AS MATERIALIZED (
  SELECT r.ev_class FROM pg_rewrite r WHERE r.ev_type = '3' AND r.is_instead
)
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition,
       CASE WHEN c.relkind = 'p' THEN
         (SELECT string_agg('(' || coalesce(pg_get_partition_constraintdef(leaf.relid), 'true') || ')',
                            ' OR ' ORDER BY leaf.relid)
            FROM pg_partition_tree(c.oid) leaf WHERE leaf.isleaf AND leaf.relid <> c.oid)
       END,
       CASE WHEN c.relkind = 'p' THEN
         (SELECT json_agg(DISTINCT mine.attnum)
            FROM pg_partition_tree(c.oid) level
            JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = level.relid
                            AND d.objsubid > 0 AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = level.relid AND d.refobjsubid = 0 AND d.deptype = 'i'
            JOIN pg_attribute a ON a.attrelid = d.objid AND a.attnum = d.objsubid
            JOIN pg_attribute mine ON mine.attrelid = c.oid AND mine.attname = a.attname)
       END,
       (SELECT json_agg(tg.tgname ORDER BY tg.tgname)
          FROM trigger tg
         WHERE tg.tgrelid = c.oid
            OR c.relkind = 'p' AND tg.tgrelid IN (SELECT relid FROM pg_partition_tree(c.oid))),
       (SELECT json_agg(DISTINCT tg.prosrc) FROM trigger tg WHERE tg.tgrelid = c.oid),
       has_table_privilege(c.oid, 'INSERT'),
       CASE WHEN c.relispartition THEN
         (SELECT root.relid::oid FROM pg_partition_ancestors(c.oid) root
           WHERE NOT (SELECT relispartition FROM pg_class WHERE oid = root.relid))
       END,
       EXISTS (SELECT FROM rule r WHERE r.ev_class = c.oid)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
   AND ($1::oid[] IS NULL OR c.oid = ANY ($1::oid[]))
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
