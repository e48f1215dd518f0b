-- Procedural languages. Source: pg_language.
-- root: pg_language
SELECT l.oid, 'language', '', '', quote_ident(l.lanname),
  l.lanpltrusted AS trusted,
  @function_name(l.lanplcallfoid) AS handler,
  @function_name(l.laninline) AS inline,
  @function_name(l.lanvalidator) AS validator,
  @role(l.lanowner) AS owner,
  @privileges(l.lanacl, l, l.lanowner) AS privileges,
  @comment(pg_language, l.oid, 0) AS comment,
  @security_labels(pg_language, l.oid, 0) AS security_label
  FROM pg_language l
 WHERE l.oid = ANY ($1::oid[])
