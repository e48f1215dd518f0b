-- Base types and shell types. Source: pg_type. Versions: subscripting functions from 14.
-- root: pg_type
SELECT t.oid, CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END,
  quote_ident(n.nspname), '', quote_ident(t.typname),
  CASE WHEN t.typisdefined THEN
  json_build_object(
    'input', @function_name(t.typinput),
    'output', @function_name(t.typoutput),
    'receive', @function_name(t.typreceive),
    'send', @function_name(t.typsend),
    'modifier_input', @function_name(t.typmodin),
    'modifier_output', @function_name(t.typmodout),
    'analyze', @function_name(t.typanalyze),
--{ if version >= 140000
    'subscript', @function_name(t.typsubscript),
--}
    'length', t.typlen,
    'by_value', t.typbyval,
    'alignment', t.typalign::text,
    'storage', t.typstorage::text,
    'category', t.typcategory::text,
    'preferred', t.typispreferred,
    'delimiter', t.typdelim::text,
    'element', CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END,
    'collatable', t.typcollation <> 0,
    'default', coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault),
    'owner', @role(t.typowner),
    'privileges', @privileges(t.typacl, T, t.typowner),
    'comment', @comment(pg_type, t.oid, 0))
  ELSE json_build_object(
    'owner', @role(t.typowner),
    'comment', @comment(pg_type, t.oid, 0)) END::text
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid = ANY ($1::oid[]) AND (t.typtype = 'b' OR NOT t.typisdefined)
