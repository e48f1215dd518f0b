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

/// The lines for the rows of the sources that are found by `condition`, after those in `lines`.
/// The catalog is gone through once for all of its sources, and only after that is asked which
/// rows matter: the planner, which believes the catalogs small, might look for those first. Rows
/// that an index finds are looked for by it.
std::string lines_where(const Sources& sources, const std::string& condition,
                        std::vector<std::string> lines = {}) {
  const RowSource& first = *sources.front().source;
  const std::string& alias = first.alias;
  ensure(!first.indexed || sources.size() == 1, "an index finds the rows of one source");
  const std::string searched = first.indexed ? rows_of(first) + " AND " : first.from + " WHERE ";
  std::vector<std::string> tables{"found AS MATERIALIZED (SELECT " + whole_row(alias) + " FROM " +
                                  searched + condition + ")"};
  for (const NumberedSource& numbered : sources) {
    const std::string table = "source_" + std::to_string(numbered.number);
    tables.push_back(table + " AS MATERIALIZED (SELECT * FROM found AS " + alias + " WHERE (" +
                     numbered.source->where + "))");
    std::ranges::move(lines_of(numbered, table), std::back_inserter(lines));
  }
  return "WITH " + join(tables, ",\n") + "\n" + union_all(lines);
}

std::string all_rows_of(const Sources& sources) {
  std::vector<std::string> tables;
  std::vector<std::string> lines;
  for (const NumberedSource& numbered : sources) {
    const std::string table = "source_" + std::to_string(numbered.number);
    tables.push_back(table + " AS MATERIALIZED (SELECT " + whole_row(numbered.source->alias) +
                     " FROM " + rows_of(*numbered.source) + ")");
    std::ranges::move(lines_of(numbered, table), std::back_inserter(lines));
  }
  return "WITH " + join(tables, ",\n") + "\n" + union_all(lines);
}

/// A line for each row that was found, with whether it is `recent`.
std::string found_line(const std::string& recent) {
  return "SELECT -1, 0::bigint, found.ctid, '', 0::oid, 0::oid, '', (" + recent +
         ")::int::bigint FROM found";
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
  catalog.new_rows = lines_where(sources, is_new(alias), {found_line(is_new("found", 2))});
  catalog.last_rows =
      lines_where(sources, is_in_last_pages(alias, first.catalog) + " AND " + is_new(alias),
                  {found_line("true")});
  catalog.rows_at = lines_where(sources, is_at_places(alias));
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
