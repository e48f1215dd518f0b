// SPDX-License-Identifier: MIT
#include "catalog/track/row_statements.h"

#include <algorithm>
#include <iterator>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Whether a row is new. The age of a transaction is the only order among transactions that SQL
/// has; that of the parameter is asked for once, not for each row.
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

/// The sources of one catalog, with their positions in the list of all.
struct NumberedSource {
  std::size_t number;
  const RowSource* source;
};
using Sources = std::vector<NumberedSource>;

std::string whole_row(const std::string& alias) {
  return alias + ".*, " + alias + ".ctid, " + alias + ".xmin";
}

/// The lines for the rows of a source, which are in `table`.
std::vector<std::string> lines_of(const NumberedSource& numbered, const std::string& table) {
  const auto& [number, source] = numbered;
  const std::string& alias = source->alias;
  const std::string rows = table + " AS " + alias;
  const std::string row = "SELECT " + std::to_string(number) + ", " + source->key + ", " + alias +
                          ".ctid, " + source->name + ", ";
  std::vector<std::string> selects{row + "0::oid, 0::oid, '', 0::bigint FROM " + rows};
  for (const std::string& branch : source->branches) {
    selects.push_back(row + replace_all(branch, "@rows", rows));
  }
  return selects;
}

/// A table of a WITH clause.
std::string with_table(const std::string& name, const std::string& query) {
  return name + " AS MATERIALIZED (" + query + ")";
}

/// The rows of a catalog for which `condition` holds, also those of no source. Those that an index
/// finds are looked for by it.
std::string rows_where(const Sources& sources, const std::string& condition) {
  const RowSource& first = *sources.front().source;
  ensure(!first.indexed || sources.size() == 1, "an index finds the rows of one source");
  const std::string searched = first.indexed ? rows_of(first) + " AND " : first.from + " WHERE ";
  return "SELECT " + whole_row(first.alias) + " FROM " + searched + condition;
}

/// The lines for the rows in `tables`, the last of which is called found, after those in `lines`.
/// The catalog is gone through once for all of its sources, and only after that is asked which
/// rows matter: the planner, which believes the catalogs small, might look for those first.
std::string lines_of_found(const Sources& sources, std::vector<std::string> tables,
                           std::vector<std::string> lines = {}) {
  for (const NumberedSource& numbered : sources) {
    const std::string table = "source_" + std::to_string(numbered.number);
    tables.push_back(with_table(table, "SELECT * FROM found AS " + numbered.source->alias +
                                           " WHERE (" + numbered.source->where + ")"));
    std::ranges::move(lines_of(numbered, table), std::back_inserter(lines));
  }
  return "WITH " + join(tables, ",\n") + "\n" + union_all(lines);
}

std::string all_rows_of(const Sources& sources) {
  std::vector<std::string> tables;
  std::vector<std::string> lines;
  for (const NumberedSource& numbered : sources) {
    const std::string table = "source_" + std::to_string(numbered.number);
    tables.push_back(with_table(table, "SELECT " + whole_row(numbered.source->alias) + " FROM " +
                                           rows_of(*numbered.source)));
    std::ranges::move(lines_of(numbered, table), std::back_inserter(lines));
  }
  return "WITH " + join(tables, ",\n") + "\n" + union_all(lines);
}

/// A catalog mostly grows at its end. If as many rows are new in the last pages as came, the server
/// does not go through the others: the count is taken once, before.
std::string new_rows_of(const Sources& sources, bool one_catalog) {
  const RowSource& first = *sources.front().source;
  const std::string all = rows_where(sources, is_new(first.alias));
  std::vector<std::string> tables;
  if (one_catalog && !first.indexed) {
    const std::string in_last_pages =
        is_in_last_pages(first.alias, first.catalog) + " AND " + is_new(first.alias, 2);
    const std::string count = "(SELECT count(*) FROM last) ";
    tables = {with_table("last", rows_where(sources, in_last_pages)),
              with_table("found", "SELECT * FROM last WHERE " + count + "= $3::bigint UNION ALL " +
                                      all + " AND " + count + "<> $3::bigint")};
  } else {
    tables = {with_table("found", all + " AND $3::bigint IS NOT NULL")};
  }
  return lines_of_found(sources, std::move(tables),
                        {"SELECT -1, 0::bigint, found.ctid, '', 0::oid, 0::oid, '', (" +
                         is_new("found", 2) + ")::int::bigint FROM found"});
}

std::string keys_of(const Sources& sources) {
  std::vector<std::string> selects;
  for (const auto& [number, source] : sources) {
    selects.push_back("SELECT " + std::to_string(number) + ", " + source->key + ", " +
                      source->alias + ".ctid FROM " + rows_of(*source));
  }
  return union_all(selects);
}

std::string counts_of(const Sources& sources) {
  std::vector<std::string> counts;
  for (const auto& [number, source] : sources) {
    const std::string rows = " FROM " + rows_of(*source);
    counts.push_back("(SELECT count(*)" + rows + "), (SELECT count(*)" + rows + " AND " +
                     is_new(source->alias) + ")");
  }
  return "SELECT ARRAY[" + join(counts, ", ") + "]";
}

Sources sources_of(const TrackedCatalog& catalog, const std::vector<RowSource>& sources) {
  Sources result;
  for (const std::size_t number : catalog.sources) result.push_back({number, &sources[number]});
  return result;
}

void write_statements(TrackedCatalog& catalog, const std::vector<RowSource>& all) {
  const Sources sources = sources_of(catalog, all);
  const RowSource& first = *sources.front().source;
  const std::string& alias = first.alias;
  catalog.all_rows = all_rows_of(sources);
  catalog.new_rows = new_rows_of(sources, catalog.names.size() == 1);
  catalog.rows_at =
      lines_of_found(sources, {with_table("found", rows_where(sources, is_at_places(alias)))});
  catalog.keys = keys_of(sources);
  Sources that_go = sources;
  std::erase_if(that_go, [](const NumberedSource& numbered) { return numbered.source->lasting; });
  catalog.keys_that_go = keys_of(that_go);
  catalog.indexed = first.indexed;
  for (const auto& [number, source] : sources) catalog.keeps_keys &= source->keeps_key;
  catalog.still_at =
      "SELECT array_agg(c.ctid) FROM " + first.catalog + " c WHERE " + is_at_places("c");
  catalog.counts = counts_of(sources);
}

}  // namespace

std::vector<TrackedCatalog> tracked_catalogs(const std::vector<RowSource>& sources) {
  std::vector<TrackedCatalog> result;
  for (std::size_t number = 0; number < sources.size(); ++number) {
    auto catalog = std::ranges::find(result, sources[number].from, &TrackedCatalog::from);
    if (catalog == result.end()) {
      TrackedCatalog& added = result.emplace_back();
      added.from = sources[number].from;
      added.names = sources[number].catalogs;
      catalog = std::prev(result.end());
    }
    catalog->sources.push_back(number);
  }
  for (TrackedCatalog& catalog : result) write_statements(catalog, sources);
  return result;
}

std::string catalogs_with_rows(const std::vector<TrackedCatalog>& catalogs,
                               const std::vector<RowSource>& sources) {
  std::vector<std::string> questions;
  for (std::size_t index = 0; index < catalogs.size(); ++index) {
    std::vector<std::string> exist;
    for (const std::size_t source : catalogs[index].sources) {
      exist.push_back("EXISTS (SELECT FROM " + rows_of(sources[source]) + ")");
    }
    questions.push_back("SELECT " + std::to_string(index) + " WHERE " + join(exist, " OR "));
  }
  return union_all(questions);
}

}  // namespace pgstair::catalog
