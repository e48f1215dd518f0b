-- Aggregates. Sources: pg_proc, pg_aggregate.
-- root: pg_proc
SELECT p.oid, 'aggregate',
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  json_build_object(
    'arguments', pg_get_function_arguments(p.oid),
    'returns', pg_get_function_result(p.oid),
    'kind', CASE a.aggkind WHEN 'o' THEN 'ordered-set' WHEN 'h' THEN 'hypothetical-set' END,
    'direct_arguments', CASE WHEN a.aggkind <> 'n' THEN a.aggnumdirectargs END,
    'state_function', @function_name(a.aggtransfn),
    'state_type', format_type(a.aggtranstype, NULL),
    'state_space', nullif(a.aggtransspace, 0),
    'initial_condition', a.agginitval,
    'final_function', @function_name(a.aggfinalfn),
    'final_extra', a.aggfinalextra,
    'final_modify', a.aggfinalmodify::text,
    'combine_function', @function_name(a.aggcombinefn),
    'serial_function', @function_name(a.aggserialfn),
    'deserial_function', @function_name(a.aggdeserialfn),
    'moving_state_function', @function_name(a.aggmtransfn),
    'moving_inverse_function', @function_name(a.aggminvtransfn),
    'moving_state_type', CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
    'moving_state_space', nullif(a.aggmtransspace, 0),
    'moving_initial_condition', a.aggminitval,
    'moving_final_function', @function_name(a.aggmfinalfn),
    'moving_final_extra', a.aggmfinalextra,
    'moving_final_modify', CASE WHEN a.aggmtransfn <> 0 THEN a.aggmfinalmodify::text END,
    'sort_operator', nullif(a.aggsortop::regoper::text, '0'),
    'parallel', CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe' END,
    'owner', @role(p.proowner),
    'privileges', @privileges(p.proacl, f, p.proowner),
    'depends_on_extension', @extension_dependencies(pg_proc, p.oid),
    'comment', @comment(pg_proc, p.oid, 0))::text
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_aggregate a ON a.aggfnoid = p.oid
 WHERE p.oid = ANY ($1::oid[])
