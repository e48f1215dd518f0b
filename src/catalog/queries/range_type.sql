-- Range types. Sources: pg_type, pg_range. Versions: multiranges from 14.
-- root: pg_type
SELECT t.oid, 'range type', quote_ident(n.nspname), '', quote_ident(t.typname),
  format_type(r.rngsubtype, NULL) AS subtype,
  (SELECT quote_ident(on_.nspname) || '.' || quote_ident(o.opcname)
                       FROM pg_opclass o JOIN pg_namespace on_ ON on_.oid = o.opcnamespace
                      WHERE o.oid = r.rngsubopc) AS operator_class,
  @collation(r.rngcollation, s.typcollation) AS collation,
  @function_name(r.rngcanonical) AS canonical,
  @function_name(r.rngsubdiff) AS subtype_diff,
--{ if version >= 140000
  format_type(r.rngmultitypid, NULL) AS multirange,
--}
  @role(t.typowner) AS owner,
  @privileges(t.typacl, T, t.typowner) AS privileges,
  @comment(pg_type, t.oid, 0) AS comment,
  @security_labels(pg_type, t.oid, 0) AS security_label
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_range r ON r.rngtypid = t.oid
  JOIN pg_type s ON s.oid = r.rngsubtype
 WHERE t.oid = ANY ($1::oid[]) AND t.typnamespace <> pg_my_temp_schema()
