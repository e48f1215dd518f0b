-- Procedural languages. Source: pg_language.
-- root: pg_language
SELECT l.oid, 'language', '', '', quote_ident(l.lanname),
  json_build_object(
    'trusted', l.lanpltrusted,
    'handler', @function_name(l.lanplcallfoid),
    'inline', @function_name(l.laninline),
    'validator', @function_name(l.lanvalidator),
    'owner', @role(l.lanowner),
    'privileges', @privileges(l.lanacl, l, l.lanowner),
    'comment', @comment(pg_language, l.oid, 0))::text
  FROM pg_language l
 WHERE l.oid = ANY ($1::oid[])
