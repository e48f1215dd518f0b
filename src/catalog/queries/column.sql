-- Columns of tables, foreign tables and partitions. `local` is told of inherited columns only:
-- whether the child declares the column too. Columns of views and materialized views belong to
-- their definition; they appear when they carry something of their own. A default names no column:
-- deparsed without its table, it costs the server no look at that.
-- Sources: pg_attribute, pg_attrdef, pg_type.
-- Versions: COMPRESSION from 14; attstattarget is NULL, not -1, from 17; VIRTUAL from 18.
-- root: pg_class
SELECT c.oid, 'column', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(a.attname),
  CASE WHEN c.relkind NOT IN ('v', 'm') THEN format_type(a.atttypid, a.atttypmod) END AS type,
  a.attnotnull AS not_null,
  CASE WHEN a.atthasdef AND a.attgenerated = '' THEN @default(a, 0) END AS default,
  CASE WHEN a.attgenerated <> '' THEN @default(a, adrelid) END AS generated,
  CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS generated_kind,
  CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
  CASE WHEN c.relkind NOT IN ('v', 'm') THEN @collation(a.attcollation, t.typcollation) END AS collation,
  CASE WHEN a.attstorage <> t.typstorage AND c.relkind <> 'v' THEN
    CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
                      WHEN 'x' THEN 'extended' END END AS storage,
--{ if version >= 140000
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
--}
  nullif(a.attstattarget, -1) AS statistics,
  @options(a.attoptions) AS options,
  @foreign_options(a.attfdwoptions) AS foreign_options,
  CASE WHEN a.attinhcount > 0 THEN a.attislocal END AS local,
  @privileges(a.attacl, c, c.relowner) AS privileges,
  description.description AS comment,
  @security_labels(pg_class, c.oid, a.attnum) AS security_label
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_description description
    ON description.classoid = 'pg_class'::regclass AND description.objoid = c.oid AND description.objsubid = a.attnum
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
   AND (c.relkind IN ('r', 'p', 'f')
        OR c.relkind IN ('v', 'm')
           AND (a.atthasdef OR a.attacl IS NOT NULL OR @options(a.attoptions) IS NOT NULL
                OR a.attstattarget >= 0
--{ if version >= 140000
                OR a.attcompression <> ''
--}
                OR c.relkind = 'm' AND a.attstorage <> t.typstorage
                OR description.description IS NOT NULL
                OR @security_labels(pg_class, c.oid, a.attnum) IS NOT NULL))
