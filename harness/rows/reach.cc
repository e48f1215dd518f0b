// SPDX-License-Identifier: MIT
#include "rows/reach.h"

#include <string>

namespace pgstair::rows {

namespace {

/// Every view with every table under it, through other views as well.
constexpr const char* tables_under_views = R"(
WITH RECURSIVE under(view, relation) AS (
  SELECT c.relname, c.oid FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  UNION
  SELECT u.view, d.refobjid FROM under u
  JOIN pg_catalog.pg_rewrite r ON r.ev_class = u.relation
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    AND d.objid = r.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjid <> u.relation)
SELECT u.view, u.relation::bigint FROM under u
JOIN pg_catalog.pg_class c ON c.oid = u.relation WHERE c.relkind IN ('r', 'p', 'f'))";

/// A function that is IMMUTABLE promises to read no table.
constexpr const char* functions_with_tables = R"(
SELECT DISTINCT p.proname FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND l.lanname NOT IN ('c', 'internal') AND p.provolatile <> 'i')";

}  // namespace

Reach find_reach(postgres::Session& session, const RevisionStatements& statements) {
  Reach reach;
  // Of code all tables are taken anyway.
  if (statements.is_code() || !statements.may_touch_rows()) return reach;
  const auto functions = session.execute(functions_with_tables);
  for (std::size_t row = 0; row < functions.size(); ++row) {
    if (statements.may_call(functions.text(row, 0))) reach.all = true;
  }
  if (reach.all) return reach;
  const auto tables = session.execute(tables_under_views);
  for (std::size_t row = 0; row < tables.size(); ++row) {
    if (statements.may_use(tables.text(row, 0)))
      reach.tables.insert(static_cast<seed::Oid>(std::stoul(tables.text(row, 1))));
  }
  return reach;
}

}  // namespace pgstair::rows
