-- The columns of the tables; for a generated one, the columns that it is made from. $1: the tables,
-- or NULL for all.
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod,
       pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.attgenerated, a.attidentity, d.expression,
       CASE WHEN a.attidentity <> '' OR d.expression LIKE 'nextval(%'
            THEN coalesce(
              pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname),
              (SELECT format('%I.%I', sn.nspname, s.relname)
                 FROM pg_depend ds
                 JOIN pg_class s ON s.oid = ds.refobjid AND s.relkind = 'S'
                 JOIN pg_namespace sn ON sn.oid = s.relnamespace
                WHERE ds.classid = 'pg_attrdef'::regclass AND ds.objid = d.oid LIMIT 1)) END,
       CASE WHEN a.attgenerated <> '' THEN
         (SELECT json_agg(dep.refobjsubid) FROM pg_depend dep
           WHERE dep.refclassid = 'pg_class'::regclass
             AND dep.refobjid = a.attrelid AND dep.refobjsubid <> a.attnum AND dep.refobjsubid > 0
             AND (dep.classid = 'pg_attrdef'::regclass AND dep.objid = d.oid
               OR dep.classid = 'pg_class'::regclass AND dep.objid = a.attrelid
                  AND dep.objsubid = a.attnum)) END
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN (SELECT oid, adrelid, adnum, pg_get_expr(adbin, adrelid) AS expression
               FROM pg_attrdef
              WHERE $1::oid[] IS NULL OR adrelid = ANY ($1::oid[]) OFFSET 0) AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0
   AND NOT a.attisdropped AND ($1::oid[] IS NULL OR a.attrelid = ANY ($1::oid[]))
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%'
 ORDER BY a.attrelid, a.attnum
