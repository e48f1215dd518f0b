-- Functions, procedures and window functions, without the constructors of multirange types.
-- Sources: pg_proc, pg_language.
-- Versions: SQL-standard bodies (prosqlbody) from 14.
-- root: pg_proc
SELECT p.oid,
  CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'w' THEN 'window function' ELSE 'function' END,
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  json_build_object(
    'arguments', pg_get_function_arguments(p.oid),
    'returns', pg_get_function_result(p.oid),
    'language', (SELECT quote_ident(l.lanname) FROM pg_language l WHERE l.oid = p.prolang),
--{ if version >= 140000
    'body', coalesce(pg_get_function_sqlbody(p.oid), p.prosrc),
--{ else
    'body', p.prosrc,
--}
    'library', p.probin,
    'volatility', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile' END,
    'strict', p.proisstrict,
    'security_definer', p.prosecdef,
    'leakproof', p.proleakproof,
    'parallel', CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe' END,
    'cost', p.procost::text,
    'rows', p.prorows::text,
    'support', @function_name(p.prosupport),
    'settings', (SELECT string_agg(setting, ', ' ORDER BY setting) FROM unnest(p.proconfig) AS s (setting)),
    'transforms', (SELECT string_agg(format_type(type, NULL), ', ' ORDER BY position)
                     FROM unnest(p.protrftypes) WITH ORDINALITY AS t (type, position)),
    'owner', @role(p.proowner),
    'privileges', @privileges(p.proacl, f, p.proowner),
    'depends_on_extension', @extension_dependencies(pg_proc, p.oid),
    'comment', @comment(pg_proc, p.oid, 0))::text
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE p.oid = ANY ($1::oid[]) AND p.prokind <> 'a'
   AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
