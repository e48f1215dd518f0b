-- Operator classes; their operators and functions are told by the family. Source: pg_opclass.
-- root: pg_opclass
SELECT c.oid, 'operator class', quote_ident(n.nspname), '',
  quote_ident(c.opcname) || ' using ' || @access_method(c.opcmethod),
  format_type(c.opcintype, NULL) AS type,
  c.opcdefault AS default,
  CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END AS storage,
  (SELECT quote_ident(fn.nspname) || '.' || quote_ident(f.opfname)
               FROM pg_opfamily f JOIN pg_namespace fn ON fn.oid = f.opfnamespace WHERE f.oid = c.opcfamily) AS family,
  @role(c.opcowner) AS owner,
  @comment(pg_opclass, c.oid, 0) AS comment
  FROM pg_opclass c
  JOIN pg_namespace n ON n.oid = c.opcnamespace
 WHERE c.oid = ANY ($1::oid[])
