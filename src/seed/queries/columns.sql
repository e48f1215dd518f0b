-- The columns of those tables; for a generated one, the columns that it is made from.
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod,
       pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.attgenerated, a.attidentity, pg_get_expr(d.adbin, d.adrelid),
       CASE WHEN a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
            THEN coalesce(
              pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname),
              (SELECT format('%I.%I', sn.nspname, s.relname)
                 FROM pg_depend ds
                 JOIN pg_class s ON s.oid = ds.refobjid AND s.relkind = 'S'
                 JOIN pg_namespace sn ON sn.oid = s.relnamespace
                WHERE ds.classid = 'pg_attrdef'::regclass AND ds.objid = d.oid LIMIT 1)) END,
       (SELECT json_agg(dep.refobjsubid) FROM pg_depend dep
         WHERE a.attgenerated <> '' AND dep.refclassid = 'pg_class'::regclass
           AND dep.refobjid = a.attrelid AND dep.refobjsubid <> a.attnum AND dep.refobjsubid > 0
           AND (dep.classid = 'pg_attrdef'::regclass AND dep.objid = d.oid
             OR dep.classid = 'pg_class'::regclass AND dep.objid = a.attrelid
                AND dep.objsubid = a.attnum))
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0
   AND NOT a.attisdropped
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
 ORDER BY a.attrelid, a.attnum
