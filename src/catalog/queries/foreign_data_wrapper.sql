-- Foreign-data wrappers. Source: pg_foreign_data_wrapper.
-- root: pg_foreign_data_wrapper
SELECT w.oid, 'foreign-data wrapper', '', '', quote_ident(w.fdwname),
  @function_name(w.fdwhandler) AS handler,
  @function_name(w.fdwvalidator) AS validator,
  @foreign_options(w.fdwoptions) AS options,
  @role(w.fdwowner) AS owner,
  @privileges(w.fdwacl, F, w.fdwowner) AS privileges,
  @comment(pg_foreign_data_wrapper, w.oid, 0) AS comment
  FROM pg_foreign_data_wrapper w
 WHERE w.oid = ANY ($1::oid[])
