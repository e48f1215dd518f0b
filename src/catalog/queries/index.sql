-- Indexes of tables and materialized views that no constraint owns. `definition` is what follows
-- USING in the server's deparse, without WITH. `parent` is the index of the partitioned table that
-- this one is attached to.
-- Sources: pg_index, pg_class, pg_inherits, pg_attribute of the index.
-- root: pg_class
SELECT c.oid, 'index', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(ic.relname),
  i.indisunique AS unique,
  coalesce(@plain_index(i, ic), substr(
    CASE WHEN ic.reloptions IS NULL THEN pg_get_indexdef(ic.oid)
         ELSE replace(pg_get_indexdef(ic.oid), @with_options(ic.reloptions), '') END,
    length('CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX '
           || quote_ident(ic.relname) || ' ON ' || CASE ic.relkind WHEN 'I' THEN 'ONLY ' ELSE '' END
           || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' USING ') + 1)) AS definition,
  @options(ic.reloptions) AS options,
  @tablespace(ic.reltablespace) AS tablespace,
  @index_statistics(i) AS statistics,
  i.indisvalid AS valid,
  CASE WHEN ic.relispartition THEN
    (SELECT @relation_name(h.inhparent) FROM pg_inherits h WHERE h.inhrelid = ic.oid) END AS parent,
  @extension_dependencies(pg_class, ic.oid) AS depends_on_extension,
  @comment(pg_class, ic.oid, 0) AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_index i ON i.indrelid = c.oid
  JOIN pg_class ic ON ic.oid = i.indexrelid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't' AND c.relkind IN ('r', 'p', 'm')
   AND NOT (i.indisprimary OR i.indisexclusion
            OR i.indisunique AND EXISTS (SELECT FROM pg_constraint k
                                          WHERE k.conrelid = c.oid AND k.conindid = ic.oid AND k.contype = 'u'))
