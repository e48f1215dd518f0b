-- Aggregates. Sources: pg_proc, pg_aggregate.
-- root: pg_proc
SELECT p.oid, 'aggregate',
  quote_ident(n.nspname), '', quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',
  pg_get_function_arguments(p.oid) AS arguments,
  pg_get_function_result(p.oid) AS returns,
  CASE a.aggkind WHEN 'o' THEN 'ordered-set' WHEN 'h' THEN 'hypothetical-set' END AS kind,
  CASE WHEN a.aggkind <> 'n' THEN a.aggnumdirectargs END AS direct_arguments,
  @function_name(a.aggtransfn) AS state_function,
  format_type(a.aggtranstype, NULL) AS state_type,
  nullif(a.aggtransspace, 0) AS state_space,
  a.agginitval AS initial_condition,
  @function_name(a.aggfinalfn) AS final_function,
  a.aggfinalextra AS final_extra,
  a.aggfinalmodify::text AS final_modify,
  @function_name(a.aggcombinefn) AS combine_function,
  @function_name(a.aggserialfn) AS serial_function,
  @function_name(a.aggdeserialfn) AS deserial_function,
  @function_name(a.aggmtransfn) AS moving_state_function,
  @function_name(a.aggminvtransfn) AS moving_inverse_function,
  CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS moving_state_type,
  nullif(a.aggmtransspace, 0) AS moving_state_space,
  a.aggminitval AS moving_initial_condition,
  @function_name(a.aggmfinalfn) AS moving_final_function,
  a.aggmfinalextra AS moving_final_extra,
  CASE WHEN a.aggmtransfn <> 0 THEN a.aggmfinalmodify::text END AS moving_final_modify,
  nullif(a.aggsortop::regoper::text, '0') AS sort_operator,
  CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe' END AS parallel,
  @role(p.proowner) AS owner,
  @privileges(p.proacl, f, p.proowner) AS privileges,
  @extension_dependencies(pg_proc, p.oid) AS depends_on_extension,
  @comment(pg_proc, p.oid, 0) AS comment,
  @security_labels(pg_proc, p.oid, 0) AS security_label
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_aggregate a ON a.aggfnoid = p.oid
 WHERE p.oid = ANY ($1::oid[])
