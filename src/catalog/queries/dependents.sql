-- The catalog entries that depend directly on any of the roots ($1 their catalogs, $2 their OIDs): the
-- server's deparse of those may name what changed (a view a renamed table, a foreign key a renamed
-- column). Schemas and extensions bring nobody: the reader reads everything again when a schema is
-- renamed, and an extension's members do not name it.
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
)
SELECT DISTINCT p.classid, p.objid
  FROM named n JOIN pg_depend p ON p.refclassid = n.catalog AND p.refobjid = n.oid
