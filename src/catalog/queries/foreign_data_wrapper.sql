-- Foreign-data wrappers. Source: pg_foreign_data_wrapper.
-- root: pg_foreign_data_wrapper
SELECT w.oid, 'foreign-data wrapper', '', '', quote_ident(w.fdwname),
  json_build_object(
    'handler', @function_name(w.fdwhandler),
    'validator', @function_name(w.fdwvalidator),
    'options', @foreign_options(w.fdwoptions),
    'owner', @role(w.fdwowner),
    'privileges', @privileges(w.fdwacl, F, w.fdwowner),
    'comment', @comment(pg_foreign_data_wrapper, w.oid, 0))::text
  FROM pg_foreign_data_wrapper w
 WHERE w.oid = ANY ($1::oid[])
