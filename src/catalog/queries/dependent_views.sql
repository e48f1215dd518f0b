-- The roots of views over any of the given relations ($1, OIDs): the server's deparse of a view with
-- JOIN … USING tells other aliases when a relation under it gains or loses a column.
-- root: none
SELECT DISTINCT 'pg_class'::regclass::oid, w.ev_class
  FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid
 WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::oid[]) AND d.classid = 'pg_rewrite'::regclass
   AND w.ev_class <> d.refobjid
