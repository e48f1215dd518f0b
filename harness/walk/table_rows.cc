// SPDX-License-Identifier: MIT
#include "walk/table_rows.h"

#include <vector>

#include "sql/script.h"
#include "support/text.h"
#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

/// A table that never held a row has no page: most of a chain's tables, as long as only the chain's
/// own rows are in them.
constexpr const char* tables_with_pages = R"(
SELECT n.nspname, c.relname,
       pg_catalog.format('%I.%I', n.nspname, c.relname),
       pg_catalog.has_table_privilege(c.oid, 'SELECT')
         AND NOT pg_catalog.row_security_active(c.oid)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
 WHERE c.relkind IN ('r', 'm') AND c.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
   AND c.relpersistence OPERATOR(pg_catalog.<>) 't' AND c.relispopulated
   AND pg_catalog.pg_relation_size(c.oid) OPERATOR(pg_catalog.>) 0
 ORDER BY 3)";

std::string fingerprint_query(const std::string& table) {
  return "SELECT " + sql::quote_literal(table) +
         ", pg_catalog.count(*), "
         "pg_catalog.sum(pg_catalog.hashtextextended(pgstair_row::pg_catalog.text, 0)) FROM ONLY " +
         table + " AS pgstair_row";
}

bool is_tools_own(const std::string& schema, const std::string& name) {
  return is_version_table({.kind = "table", .schema = schema, .owner = "", .name = name});
}

}  // namespace

TableRows read_table_rows(postgres::Session& session) {
  TableRows result;
  std::vector<std::string> queries;
  const auto tables = session.execute(tables_with_pages);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (is_tools_own(tables.text(i, 0), tables.text(i, 1))) continue;
    if (tables.text(i, 3) != "t") return {.readable = false, .fingerprints = ""};
    queries.push_back(fingerprint_query(tables.text(i, 2)));
  }
  if (queries.empty()) return result;
  const auto rows = session.execute(join(queries, " UNION ALL ") + " ORDER BY 1");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.text(i, 1) == "0") continue;  // as one that never held a row
    result.fingerprints += rows.text(i, 0) + " " + rows.text(i, 1) + " " + rows.text(i, 2) + "\n";
  }
  return result;
}

bool same_rows(const TableRows& one, const TableRows& other) {
  return one.readable && other.readable && one.fingerprints == other.fingerprints;
}

}  // namespace pgstair::walk
