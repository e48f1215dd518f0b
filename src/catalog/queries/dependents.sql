-- The roots that depend directly on any of the given ones ($1 their catalogs, $2 their OIDs): the
-- server's deparse of those may name what changed (a view a renamed table, a foreign key a renamed
-- column). Schemas and extensions bring nobody: the reader reads everything again when a schema is
-- renamed, and an extension's members do not name it. Sub-objects are led to their roots.
-- root: none
WITH changed AS (
  SELECT * FROM unnest($1::oid[], $2::oid[]) AS d (catalog, oid)
   WHERE catalog NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)),
named AS (  -- all that pg_depend may know a changed root by
  SELECT catalog, oid FROM changed
  UNION ALL
  SELECT 'pg_class'::regclass, i.indexrelid FROM changed d JOIN pg_index i ON i.indrelid = d.oid
   WHERE d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_constraint'::regclass, k.oid FROM changed d JOIN pg_constraint k ON k.conrelid = d.oid
   WHERE d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_type'::regclass, unnest(ARRAY[t.oid, t.typarray])
    FROM changed d JOIN pg_class c ON c.oid = d.oid JOIN pg_type t ON t.oid = c.reltype
   WHERE d.catalog = 'pg_class'::regclass
  UNION ALL
  SELECT 'pg_type'::regclass, t.typarray FROM changed d JOIN pg_type t ON t.oid = d.oid
   WHERE d.catalog = 'pg_type'::regclass
  UNION ALL
  SELECT 'pg_class'::regclass, t.typrelid FROM changed d JOIN pg_type t ON t.oid = d.oid
   WHERE d.catalog = 'pg_type'::regclass AND t.typrelid <> 0
--{ if version >= 140000
  UNION ALL
  SELECT 'pg_type'::regclass, unnest(ARRAY[m.oid, m.typarray])
    FROM changed d JOIN pg_range r ON r.rngtypid = d.oid JOIN pg_type m ON m.oid = r.rngmultitypid
   WHERE d.catalog = 'pg_type'::regclass
--}
),
dependent AS (
  SELECT DISTINCT p.classid AS catalog, p.objid AS oid
    FROM named n JOIN pg_depend p ON p.refclassid = n.catalog AND p.refobjid = n.oid)
SELECT DISTINCT
       CASE WHEN c.relkind = 'c' OR k.contypid <> 0 THEN 'pg_type'::regclass::oid
            WHEN coalesce(c.oid, k.conrelid, f.adrelid, t.tgrelid, w.ev_class, p.polrelid) IS NOT NULL
            THEN 'pg_class'::regclass::oid
            WHEN b.oid IS NOT NULL THEN 'pg_publication'::regclass::oid
            ELSE d.catalog END,
       CASE WHEN c.relkind = 'c' THEN c.reltype
            ELSE coalesce(i.indrelid, c.oid, nullif(k.contypid, 0), k.conrelid, f.adrelid, t.tgrelid,
                          w.ev_class, p.polrelid, b.prpubid, d.oid) END
  FROM dependent d
  LEFT JOIN pg_class c ON d.catalog = 'pg_class'::regclass AND c.oid = d.oid
  LEFT JOIN pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_constraint k ON d.catalog = 'pg_constraint'::regclass AND k.oid = d.oid
  LEFT JOIN pg_attrdef f ON d.catalog = 'pg_attrdef'::regclass AND f.oid = d.oid
  LEFT JOIN pg_trigger t ON d.catalog = 'pg_trigger'::regclass AND t.oid = d.oid
  LEFT JOIN pg_rewrite w ON d.catalog = 'pg_rewrite'::regclass AND w.oid = d.oid
  LEFT JOIN pg_policy p ON d.catalog = 'pg_policy'::regclass AND p.oid = d.oid
  LEFT JOIN pg_publication_rel b ON d.catalog = 'pg_publication_rel'::regclass AND b.oid = d.oid
