// SPDX-License-Identifier: MIT
#include "catalog/transaction/access.h"

#include <vector>

#include "catalog/snapshot.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

constexpr const char* catalogs_sql =
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'pg_catalog'::regnamespace"
    " AND c.relname = ANY ($1::name[]) AND NOT has_table_privilege(c.oid, 'SELECT')";

constexpr const char* superuser_sql =
    "SELECT rolsuper, pg_is_in_recovery() FROM pg_roles WHERE rolname = current_user";

constexpr const char* sequences_sql =
    "SELECT c.oid FROM pg_class c WHERE c.relkind = 'S' AND c.relpersistence <> 't'"
    " AND (NOT has_schema_privilege(c.relnamespace, 'USAGE')"
    " OR NOT has_sequence_privilege(c.oid, 'SELECT')"
    " OR c.relpersistence = 'u' AND pg_is_in_recovery())";

}  // namespace

Access access_of(ReadTransaction& transaction, int server_version) {
  const auto role = transaction.execute(superuser_sql, {});
  const bool is_superuser = role.text(0, 0) == "t";
  const bool is_standby = role.text(0, 1) == "t";
  Access access{catalog_queries(server_version), is_superuser && !is_standby};
  if (is_superuser) return access;  // who may read every catalog, as on each server of our own
  std::set<std::string> names;
  for (const RowSource& source : access.queries.sources) names.insert(source.catalog);
  const auto rows =
      transaction.execute(catalogs_sql, {"{" + join({names.begin(), names.end()}, ",") + "}"});
  std::set<std::string> closed;
  for (std::size_t row = 0; row < rows.size(); ++row) closed.insert(rows.text(row, 0));
  if (!closed.empty()) access.queries = catalog_queries(server_version, closed);
  return access;
}

std::set<std::uint32_t> closed_sequences(ReadTransaction& transaction) {
  const auto rows = transaction.execute(sequences_sql, {});
  std::set<std::uint32_t> oids;
  for (std::size_t row = 0; row < rows.size(); ++row) oids.insert(to_oid(rows.text(row, 0)));
  return oids;
}

}  // namespace pgstair::catalog
