-- What describes each table, as one number: the sum over its catalog rows of where their present versions
-- are stored and of who wrote those, so that it is another one when any of them is. 't' tables; 's'
-- sequences and composite types, whose names show in the tables that use them; '' all that may show in any
-- table: other types, functions, schemas, roles, what is inherited and what extensions brought.
WITH part (relation, kind, version) AS (
  SELECT oid, CASE WHEN relkind IN ('S', 'c') THEN 's' ELSE 't' END,
         hashtextextended(ctid::text, age('3'::xid) - age(xmin))
    FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'p', 'f', 'S', 'c') AND relpersistence <> 't'
  UNION ALL
  SELECT attrelid, NULL, hashtextextended(ctid::text, age('3'::xid) - age(xmin))
    FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0
  UNION ALL
  SELECT adrelid, NULL, hashtextextended(ctid::text, age('3'::xid) - age(xmin)) FROM pg_attrdef
  UNION ALL
  SELECT i.indrelid, NULL, hashtextextended(i.ctid::text, age('3'::xid) - age(i.xmin))
                           + hashtextextended(c.ctid::text, age('3'::xid) - age(c.xmin))::numeric
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indexrelid >= 16384
  UNION ALL
  SELECT conrelid, NULL, hashtextextended(ctid::text, age('3'::xid) - age(xmin))
    FROM pg_constraint WHERE oid >= 16384
  UNION ALL
  SELECT tgrelid, NULL, hashtextextended(ctid::text, age('3'::xid) - age(xmin))
    FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT ev_class, NULL, hashtextextended(ctid::text, age('3'::xid) - age(xmin))
    FROM pg_rewrite WHERE oid >= 16384
  UNION ALL
  SELECT 0, '', hashtextextended(concat(xmin, ctid), 0)
    FROM (SELECT xmin, ctid FROM pg_proc WHERE oid >= 16384
          UNION ALL
          SELECT t.xmin, t.ctid FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
           WHERE t.oid >= 16384 AND (t.typtype <> 'b' OR t.typcategory <> 'A')
             AND c.oid IS NULL
          UNION ALL SELECT xmin, ctid FROM pg_enum
          UNION ALL SELECT xmin, ctid FROM pg_namespace
                     WHERE nspname NOT LIKE 'pg\_toast%' AND nspname NOT LIKE 'pg\_temp%'
          UNION ALL SELECT xmin, ctid FROM pg_operator WHERE oid >= 16384
          UNION ALL SELECT xmin, ctid FROM pg_collation WHERE oid >= 16384
          UNION ALL SELECT xmin, ctid FROM pg_inherits
          UNION ALL SELECT xmin, ctid FROM pg_auth_members
          UNION ALL SELECT xmin, ctid FROM pg_depend
                     WHERE classid = 'pg_class'::regclass AND objid >= 16384 AND deptype = 'e') AS rest
  UNION ALL
  SELECT 0, '', hashtextextended(concat(rolname, rolsuper), 0) FROM pg_roles WHERE rolname = current_user
)
SELECT relation, max(kind), sum(version) FROM part GROUP BY relation HAVING max(kind) IS NOT NULL
