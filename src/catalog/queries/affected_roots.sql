-- The roots to read again for a set of dirty ones ($1 their catalogs, $2 their OIDs), each with
-- whether it belongs to an extension.
--
-- If $3, their direct dependents come along, as the server's deparse of those may name what changed
-- (a view a renamed table, a foreign key a renamed column). Schemas bring nobody: the reader reads
-- everything again when one is renamed.
--
-- Left out are catalog entries that are no objects of their own: temporary tables and what belongs
-- to them, array types, the row types of tables, the multirange types of ranges with their
-- constructor functions and casts.
-- root: none
WITH dirty AS (
  SELECT * FROM unnest($1::oid[], $2::oid[]) AS d (catalog, root)),
named AS (  -- all that pg_depend may know a dirty root by
  SELECT catalog, root FROM dirty WHERE $3 AND catalog NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
  UNION ALL
  SELECT 'pg_class'::regclass, i.indexrelid FROM dirty d JOIN pg_index i ON i.indrelid = d.root
   WHERE $3 AND d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid FROM dirty d JOIN pg_constraint k ON k.conrelid = d.root
   WHERE $3 AND d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_type'::regclass, unnest(ARRAY[t.oid, t.typarray])
    FROM dirty d JOIN pg_class c ON c.oid = d.root JOIN pg_type t ON t.oid = c.reltype
   WHERE $3 AND d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_type'::regclass, t.typarray FROM dirty d JOIN pg_type t ON t.oid = d.root
   WHERE $3 AND d.catalog = 'pg_type'::regclass
--{ if version >= 140000
  UNION ALL
  SELECT 'pg_type'::regclass, unnest(ARRAY[m.oid, m.typarray])
    FROM dirty d JOIN pg_range r ON r.rngtypid = d.root JOIN pg_type m ON m.oid = r.rngmultitypid
   WHERE $3 AND d.catalog = 'pg_type'::regclass
--}
),
dependent AS (
  SELECT DISTINCT p.classid, p.objid
    FROM named n JOIN pg_depend p ON p.refclassid = n.catalog AND p.refobjid = n.root),
affected AS (
  SELECT catalog, root FROM dirty
  UNION
  SELECT CASE WHEN c.relkind = 'c' OR k.contypid <> 0 THEN 'pg_type'::regclass
              WHEN coalesce(c.oid, k.conrelid, f.adrelid, t.tgrelid, w.ev_class, p.polrelid) IS NOT NULL
              THEN 'pg_class'::regclass
              WHEN b.oid IS NOT NULL THEN 'pg_publication'::regclass
              ELSE d.classid END,
         CASE WHEN c.relkind = 'c' THEN c.reltype
              ELSE coalesce(i.indrelid, c.oid, nullif(k.contypid, 0), k.conrelid, f.adrelid, t.tgrelid,
                            w.ev_class, p.polrelid, b.prpubid, d.objid) END
    FROM dependent d
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
    LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
    LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
    LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
    LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
    LEFT JOIN pg_publication_rel b ON d.classid = 'pg_publication_rel'::regclass AND b.oid = d.objid)
SELECT a.catalog, a.catalog::regclass::text, a.root,
       EXISTS (SELECT FROM pg_depend e
                WHERE e.classid = a.catalog AND e.objid = a.root AND e.deptype = 'e') AS member
  FROM affected a
  LEFT JOIN pg_class c ON a.catalog = 'pg_class'::regclass AND c.oid = a.root
  LEFT JOIN pg_type t ON a.catalog = 'pg_type'::regclass AND t.oid = a.root
  LEFT JOIN pg_class tc ON tc.oid = t.typrelid
  LEFT JOIN pg_namespace n ON a.catalog = 'pg_namespace'::regclass AND n.oid = a.root
 WHERE CASE a.catalog
         WHEN 'pg_class'::regclass THEN c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't'
         WHEN 'pg_type'::regclass THEN
           t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND tc.relkind = 'c'
           OR NOT t.typisdefined
           OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
         WHEN 'pg_namespace'::regclass THEN n.nspname !~ '^pg_'
         WHEN 'pg_proc'::regclass THEN NOT EXISTS
           (SELECT FROM pg_depend i WHERE i.classid = a.catalog AND i.objid = a.root AND i.deptype = 'i')
         WHEN 'pg_cast'::regclass THEN NOT EXISTS
           (SELECT FROM pg_depend i WHERE i.classid = a.catalog AND i.objid = a.root AND i.deptype = 'i')
         ELSE a.catalog <> 0 END
