-- Operator families with their operators and functions. Sources: pg_opfamily, pg_amop, pg_amproc.
-- root: pg_opfamily
SELECT f.oid, 'operator family', quote_ident(n.nspname), '',
  quote_ident(f.opfname) || ' using ' || @access_method(f.opfmethod),
  (SELECT string_agg(line, '; ' ORDER BY line)
       FROM (SELECT o.amopstrategy || ' ' || o.amopopr::regoperator
                    || CASE WHEN o.amopsortfamily <> 0 THEN ' for order by '
                            || (SELECT quote_ident(sn.nspname) || '.' || quote_ident(s.opfname)
                                  FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace
                                 WHERE s.oid = o.amopsortfamily)
                            ELSE '' END AS line
               FROM pg_amop o WHERE o.amopfamily = f.oid) AS operators) AS operators,
  (SELECT string_agg(line, '; ' ORDER BY line)
       FROM (SELECT p.amprocnum || ' (' || format_type(p.amproclefttype, NULL) || ', '
                    || format_type(p.amprocrighttype, NULL) || ') ' || p.amproc::oid::regprocedure AS line
               FROM pg_amproc p WHERE p.amprocfamily = f.oid) AS functions) AS functions,
  @role(f.opfowner) AS owner,
  @comment(pg_opfamily, f.oid, 0) AS comment
  FROM pg_opfamily f
  JOIN pg_namespace n ON n.oid = f.opfnamespace
 WHERE f.oid = ANY ($1::oid[])
