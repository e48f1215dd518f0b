-- Constraints of tables and foreign tables. The index behind a primary key, unique or exclusion
-- constraint is part of it. Left out: constraint triggers (they are triggers), the copies that
-- partitions have of their parent's foreign keys, and NOT NULL constraints (18) that say no more
-- than the column's own `not_null`.
-- Sources: pg_constraint, pg_index, pg_class of the index.
-- root: pg_class
SELECT c.oid, 'constraint', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(k.conname),
  CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion'
                         WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' WHEN 'n' THEN 'not null' END AS type,
  CASE WHEN ic.reloptions IS NULL THEN pg_get_constraintdef(k.oid)
                     ELSE replace(pg_get_constraintdef(k.oid), @with_options(ic.reloptions), '') END AS definition,
  CASE WHEN k.coninhcount > 0 THEN k.conislocal END AS local,
  CASE WHEN k.contype = 'f' OR k.condeferrable THEN
    (SELECT string_agg(DISTINCT CASE g.tgenabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'always'
                                                 WHEN 'R' THEN 'replica' END, ', ')
       FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgisinternal AND g.tgenabled <> 'O') END AS triggers,
  @options(ic.reloptions) AS index_options,
  @tablespace(ic.reltablespace) AS index_tablespace,
  i.indisvalid AS index_valid,
  CASE WHEN ic.relispartition THEN
    (SELECT @relation_name(h.inhparent) FROM pg_inherits h WHERE h.inhrelid = ic.oid) END AS index_parent,
  @comment(pg_class, ic.oid, 0) AS index_comment,
  @index_statistics(i) AS index_statistics,
  @extension_dependencies(pg_class, ic.oid) AS index_depends_on_extension,
  @comment(pg_constraint, k.oid, 0) AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_constraint k ON k.conrelid = c.oid
  LEFT JOIN pg_class ic ON ic.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_index i ON i.indexrelid = ic.oid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
   AND k.contype IN ('p', 'u', 'x', 'f', 'c', 'n')
   AND NOT (k.contype = 'f' AND k.conparentid <> 0)
--{ if version >= 180000
   AND (k.contype <> 'n' OR k.connoinherit OR NOT k.convalidated
        OR k.conislocal AND k.conname <> left(c.relname || '_' ||
             (SELECT a.attname FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1]) || '_not_null', 63)
        OR @comment(pg_constraint, k.oid, 0) IS NOT NULL)
--}
