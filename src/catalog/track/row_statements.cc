// SPDX-License-Identifier: MIT
#include "catalog/track/row_statements.h"

#include <algorithm>
#include <iterator>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Whether a row is new. The age of a transaction is the only order among transactions that SQL
/// has; that of $1 is asked for once, not for each row.
std::string is_new(const std::string& alias, int parameter = 1) {
  return "age(" + alias + ".xmin) <= (SELECT age($" + std::to_string(parameter) + "::xid))";
}

/// Whether a row is in the last pages of `catalog`, where most rows come.
std::string is_in_last_pages(const std::string& alias, const std::string& catalog) {
  constexpr const char* pages = "4";
  return alias + ".ctid >= (SELECT format('(%s,0)', greatest(0, pg_relation_size('" + catalog +
         "') / current_setting('block_size')::int - " + pages + "))::tid)";
}

std::string is_at_places(const std::string& alias) { return alias + ".ctid = ANY ($1::tid[])"; }

/// The lines for the rows of a source that are found by `condition`. Only after that is asked which
/// of them matter: the planner, which believes the catalogs small, might look for those first.
std::string lines_of(const RowSource& source, const std::string& condition) {
  const std::string& alias = source.alias;
  const std::string tracked = "tracked AS " + alias;
  const std::string row = "SELECT " + source.key + ", " + alias + ".ctid, " + source.name + ", ";
  std::vector<std::string> selects{row + "0::oid, 0::oid, '', 0::bigint FROM " + tracked};
  for (const std::string& branch : source.branches) {
    selects.push_back(row + replace_all(branch, "@rows", tracked));
  }
  return "WITH found AS MATERIALIZED (SELECT " + alias + ".*, " + alias + ".ctid, " + alias +
         ".xmin FROM " + source.from + " WHERE " + condition +
         "), tracked AS MATERIALIZED (SELECT * FROM found AS " + alias + " WHERE (" + source.where +
         "))\n" + union_all(selects);
}

RowStatements statements_of(const RowSource& source) {
  const std::string& alias = source.alias;
  const std::string all = rows_of(source);
  return {
      .all_rows = lines_of(source, source.where),
      .new_rows = lines_of(source, is_new(alias)),
      .last_rows =
          lines_of(source, is_in_last_pages(alias, source.catalog) + " AND " + is_new(alias)),
      .rows_at = lines_of(source, is_at_places(alias)),
      .keys = "SELECT " + source.key + ", " + alias + ".ctid FROM " + all,
      .counts = "SELECT ARRAY[count(*), count(*) FILTER (WHERE " + is_new(alias) + ")] FROM " + all,
  };
}

}  // namespace

std::vector<RowStatements> row_statements(const std::vector<RowSource>& sources) {
  std::vector<RowStatements> result;
  for (const RowSource& source : sources) result.push_back(statements_of(source));
  return result;
}

std::vector<TrackedCatalog> tracked_catalogs(const std::vector<RowSource>& sources) {
  std::vector<TrackedCatalog> result;
  for (std::size_t index = 0; index < sources.size(); ++index) {
    auto catalog = std::ranges::find(result, sources[index].catalogs, &TrackedCatalog::names);
    if (catalog == result.end()) {
      const std::string from = " FROM " + sources[index].catalog + " c WHERE ";
      result.push_back({.names = sources[index].catalogs,
                        .sources = {},
                        .last_ctids = "SELECT array_agg(c.ctid)" + from +
                                      is_in_last_pages("c", sources[index].catalog) + " AND " +
                                      is_new("c"),
                        .new_ctids = "SELECT array_agg(c.ctid), array_agg(c.ctid) FILTER (WHERE " +
                                     is_new("c", 2) + ")" + from + is_new("c"),
                        .still_at = "SELECT array_agg(c.ctid)" + from + is_at_places("c")});
      catalog = std::prev(result.end());
    }
    catalog->sources.push_back(index);
  }
  return result;
}

std::string sources_with_rows(const std::vector<RowSource>& sources) {
  std::vector<std::string> questions;
  for (std::size_t index = 0; index < sources.size(); ++index) {
    questions.push_back("SELECT " + std::to_string(index) + " WHERE EXISTS (SELECT FROM " +
                        rows_of(sources[index]) + ")");
  }
  return union_all(questions);
}

}  // namespace pgstair::catalog
