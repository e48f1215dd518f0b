-- What ANALYZE has noted of each column that the role may read. A partitioned table's rows are those of
-- its leaves. -1 rows: never analysed.
SELECT n.nspname, c.relname,
       (SELECT CASE WHEN max(leaf.reltuples) < 0 THEN -1
                    ELSE sum(greatest(leaf.reltuples, 0)) END::bigint
          FROM pg_class leaf
         WHERE leaf.relkind = 'r'
           AND (leaf.oid = c.oid OR leaf.oid IN (SELECT relid FROM pg_partition_tree(c.oid)))),
       a.attname, s.null_frac, s.n_distinct, s.avg_width, to_json(s.most_common_freqs),
       to_json(s.most_common_vals::text::text[]), to_json(s.histogram_bounds::text::text[])
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname
                      AND s.attname = a.attname AND s.inherited = (c.relkind = 'p')
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
   AND has_table_privilege(c.oid, 'SELECT')
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
