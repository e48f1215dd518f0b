-- Base types and shell types, of which there is only a name (d, what the type is, has no row then).
-- Source: pg_type. Versions: subscripting functions from 14.
-- root: pg_type
SELECT t.oid, CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END,
  quote_ident(n.nspname), '', quote_ident(t.typname),
  @function_name(d.typinput) AS input,
  @function_name(d.typoutput) AS output,
  @function_name(d.typreceive) AS receive,
  @function_name(d.typsend) AS send,
  @function_name(d.typmodin) AS modifier_input,
  @function_name(d.typmodout) AS modifier_output,
  @function_name(d.typanalyze) AS analyze,
--{ if version >= 140000
  @function_name(d.typsubscript) AS subscript,
--}
  d.typlen AS length,
  d.typbyval AS by_value,
  d.typalign::text AS alignment,
  d.typstorage::text AS storage,
  d.typcategory::text AS category,
  d.typispreferred AS preferred,
  d.typdelim::text AS delimiter,
  CASE WHEN d.typelem <> 0 THEN format_type(d.typelem, NULL) END AS element,
  d.typcollation <> 0 AS collatable,
  coalesce(pg_get_expr(d.typdefaultbin, 0), d.typdefault) AS default,
  @role(t.typowner) AS owner,
  @privileges(d.typacl, T, d.typowner) AS privileges,
  @comment(pg_type, t.oid, 0) AS comment,
  @security_labels(pg_type, t.oid, 0) AS security_label
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_type d ON d.oid = t.oid AND d.typisdefined
 WHERE t.oid = ANY ($1::oid[]) AND (t.typtype = 'b' OR NOT t.typisdefined)
