-- Functions, procedures and window functions, without the constructors of multirange types.
-- Sources: pg_proc, pg_language.
-- Versions: SQL-standard bodies (prosqlbody) from 14.
-- root: pg_proc
SELECT p.oid,
  CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'w' THEN 'window function' ELSE 'function' END,
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  pg_get_function_arguments(p.oid) AS arguments,
  pg_get_function_result(p.oid) AS returns,
  (SELECT quote_ident(l.lanname) FROM pg_language l WHERE l.oid = p.prolang) AS language,
--{ if version >= 140000
  coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS body,
--{ else
  p.prosrc AS body,
--}
  p.probin AS library,
  CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile' END AS volatility,
  p.proisstrict AS strict,
  p.prosecdef AS security_definer,
  p.proleakproof AS leakproof,
  CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe' END AS parallel,
  p.procost::text AS cost,
  p.prorows::text AS rows,
  @function_name(p.prosupport) AS support,
  (SELECT string_agg(setting, ', ' ORDER BY setting) FROM unnest(p.proconfig) AS s (setting)) AS settings,
  (SELECT string_agg(format_type(type, NULL), ', ' ORDER BY position)
                   FROM unnest(p.protrftypes) WITH ORDINALITY AS t (type, position)) AS transforms,
  @role(p.proowner) AS owner,
  @privileges(p.proacl, f, p.proowner) AS privileges,
  @extension_dependencies(pg_proc, p.oid) AS depends_on_extension,
  @comment(pg_proc, p.oid, 0) AS comment,
  @security_labels(pg_proc, p.oid, 0) AS security_label
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE p.oid = ANY ($1::oid[]) AND p.prokind <> 'a'
   AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
