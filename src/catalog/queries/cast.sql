-- Casts, without those of multirange types. Source: pg_cast.
-- root: pg_cast
SELECT c.oid, 'cast', '', '', '(' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')',
  json_build_object(
    'function', CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure::text END,
    'context', CASE c.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' WHEN 'i' THEN 'implicit' END,
    'method', CASE c.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' WHEN 'b' THEN 'binary' END,
    'comment', @comment(pg_cast, c.oid, 0))::text
  FROM pg_cast c
 WHERE c.oid = ANY ($1::oid[])
   AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = c.oid AND i.deptype = 'i')
