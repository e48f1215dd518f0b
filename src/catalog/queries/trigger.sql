-- Triggers of tables, views and foreign tables, constraint triggers among them. The copy that a
-- partition has of its parent's trigger appears only if its enabled state is its own.
-- Sources: pg_trigger. Versions: clones are internal before 15.
-- root: pg_class
SELECT c.oid, 'trigger', quote_ident(n.nspname), quote_ident(n.nspname) || '.' || quote_ident(c.relname),
  quote_ident(t.tgname),
  pg_get_triggerdef(t.oid) AS definition,
  CASE t.tgenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'A' THEN 'always'
                              WHEN 'R' THEN 'replica' END AS enabled,
  CASE WHEN p.oid IS NOT NULL THEN true END AS clone,
  @extension_dependencies(pg_trigger, t.oid) AS depends_on_extension,
  @comment(pg_trigger, t.oid, 0) AS comment
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_trigger t ON t.tgrelid = c.oid
  LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
 WHERE c.oid = ANY ($1::oid[]) AND c.relpersistence <> 't'
   AND (NOT t.tgisinternal AND p.oid IS NULL
        OR p.oid IS NOT NULL AND p.tgenabled <> t.tgenabled AND NOT p.tgisinternal)
