-- Operators. Source: pg_operator. An operator without a function is a forward reference made by
-- COMMUTATOR or NEGATOR.
-- root: pg_operator
SELECT o.oid, 'operator', quote_ident(n.nspname), '',
  o.oprname || '(' || CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', '
  || CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END || ')',
  CASE WHEN o.oprcode <> 0 THEN o.oprcode::oid::regprocedure::text END AS function,
  CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END AS commutator,
  CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END AS negator,
  @function_name(o.oprrest) AS restrict,
  @function_name(o.oprjoin) AS join,
  o.oprcanmerge AS merges,
  o.oprcanhash AS hashes,
  @role(o.oprowner) AS owner,
  @comment(pg_operator, o.oid, 0) AS comment
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oid = ANY ($1::oid[])
