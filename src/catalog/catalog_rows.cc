// SPDX-License-Identifier: MIT
#include "catalog/catalog_rows.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  ensure(error == std::errc() && end == text.data() + text.size(), "a catalog row's number");
  return value;
}

/// A cell that is never NULL.
std::string_view cell(const postgres::Rows& rows, std::size_t row, std::size_t column) {
  return *rows.at(row, column);
}

postgres::Rows execute(ReadTransaction& transaction, const std::string& prefix,
                       const std::string& sql, const std::vector<std::string>& parameters,
                       Planning planning) {
  const std::string name =
      "pgstair_" + prefix + "_" + std::to_string(std::hash<std::string>{}(sql));
  return transaction.execute_prepared(name, sql, parameters, planning);
}

}  // namespace

CatalogRows::Changes CatalogRows::look(ReadTransaction& transaction, const RowQueries& queries) {
  constexpr const char* any_transaction = "3";  // the first that is not the server's own
  const bool first = sources_.empty();
  const Census census = parse_census(
      transaction.execute_prepared("pgstair_census", queries.census(),
                                   {first ? any_transaction : next_look_}, Planning::hashing_only),
      queries.sources().size());
  KindsByRoot touched;
  if (first) {
    sources_.resize(queries.sources().size());
    read_rows(transaction.execute_prepared("pgstair_all_rows", queries.all_rows(), {},
                                           Planning::hashing_only),
              touched);
  } else {
    Newcomers newcomers;
    for (std::size_t index = 0; index < sources_.size(); ++index) {
      if (const auto& places = census.sources[index].newcomers) newcomers[index] = *places;
    }
    read_newcomers(transaction, queries, newcomers, touched);
    if (const SourceSet others = disagreeing(census); !others.empty()) {
      const auto roll_call = call_roll(transaction, queries, others);
      read_newcomers(transaction, queries, strike_out(roll_call, others, touched), touched);
    }
  }
  if (!disagreeing(census).empty()) {
    throw ChangedWhileRead(
        "the catalogs changed between the count of their rows and their reading");
  }
  next_look_ = census.next_look;
  const bool outside = std::exchange(outside_names_, census.outside_names) != census.outside_names;
  return {resolved(std::move(touched)), !first && outside};
}

void CatalogRows::read_newcomers(ReadTransaction& transaction, const RowQueries& queries,
                                 const Newcomers& newcomers, KindsByRoot& touched) {
  if (newcomers.empty()) return;
  for (const auto& [source, places] : newcomers) had_newcomers_.insert(source);
  std::vector<std::string> parameters;
  for (const std::size_t source : had_newcomers_) {
    const auto places = newcomers.find(source);
    parameters.push_back(places == newcomers.end() ? "{}" : places->second);
  }
  read_rows(execute(transaction, "rows_at", queries.rows_at(had_newcomers_), parameters,
                    Planning::lookups_only),
            touched);
}

postgres::Rows CatalogRows::call_roll(ReadTransaction& transaction, const RowQueries& queries,
                                      const SourceSet& sources) {
  were_called_.insert(sources.begin(), sources.end());
  std::vector<std::string> parameters;
  for (const std::size_t source : were_called_) {
    parameters.emplace_back(sources.contains(source) ? "true" : "false");
  }
  return execute(transaction, "roll_call", queries.roll_call(were_called_), parameters,
                 Planning::any);
}

CatalogRows::Census CatalogRows::parse_census(const postgres::Rows& rows, std::size_t sources) {
  Census census;
  census.sources.resize(sources);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int64_t source = to_integer(rows.text(row, 0));
    if (source == RowQueries::next_look) {
      census.next_look = rows.text(row, 2);
    } else if (source == RowQueries::outside_names) {
      census.outside_names = to_integer(rows.text(row, 2));
    } else {
      census.sources[static_cast<std::size_t>(source)] = {
          static_cast<std::size_t>(to_integer(rows.text(row, 1))), to_integer(rows.text(row, 2)),
          rows.at(row, 3)};
    }
  }
  return census;
}

/// The sources of which other rows are known than the census counted.
SourceSet CatalogRows::disagreeing(const Census& census) const {
  SourceSet result;
  for (std::size_t index = 0; index < sources_.size(); ++index) {
    const Count& count = census.sources[index];
    const Source& source = sources_[index];
    if (source.rows.size() != count.rows || source.places != count.places) result.insert(index);
  }
  return result;
}

void CatalogRows::read_rows(const postgres::Rows& rows, KindsByRoot& touched) {
  std::map<std::pair<std::size_t, std::int64_t>, Row> read;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    const auto source = static_cast<std::size_t>(to_integer(cell(rows, line, 0)));
    Row& row = read[{source, to_integer(cell(rows, line, 1))}];
    row.place = to_integer(cell(rows, line, 2));
    const std::string_view kinds = cell(rows, line, 5);
    if (kinds.empty()) continue;
    row.uses.push_back({{to_oid(cell(rows, line, 3)), to_oid(cell(rows, line, 4))},
                        intern(kinds),
                        to_integer(cell(rows, line, 6))});
  }
  for (auto& [where, row] : read) {
    put(sources_[where.first], where.second, std::move(row), touched);
  }
}

/// Removes the rows that did not answer. Returns those that nobody knows.
CatalogRows::Newcomers CatalogRows::strike_out(const postgres::Rows& roll_call,
                                               const SourceSet& called, KindsByRoot& touched) {
  std::map<std::size_t, std::unordered_set<std::int64_t>> present;
  std::map<std::size_t, std::vector<std::string>> unknown;
  for (std::size_t line = 0; line < roll_call.size(); ++line) {
    const auto source = static_cast<std::size_t>(to_integer(cell(roll_call, line, 0)));
    const std::int64_t key = to_integer(cell(roll_call, line, 1));
    present[source].insert(key);
    const auto& rows = sources_[source].rows;
    const auto known = rows.find(key);
    if (known == rows.end() || known->second.place != to_integer(cell(roll_call, line, 2))) {
      unknown[source].push_back('"' + std::string(cell(roll_call, line, 3)) + '"');
    }
  }
  for (const std::size_t index : called) {
    Source& source = sources_[index];
    const auto& answers = present[index];
    for (auto row = source.rows.begin(); row != source.rows.end();) {
      const auto current = row++;
      if (!answers.contains(current->first)) remove(source, current, touched);
    }
  }
  Newcomers newcomers;
  for (const auto& [source, places] : unknown) newcomers[source] = "{" + join(places, ",") + "}";
  return newcomers;
}

CatalogRows::KindsText CatalogRows::intern(std::string_view kinds) {
  const auto known = kinds_texts_.find(kinds);
  return known != kinds_texts_.end() ? &*known : &*kinds_texts_.emplace(kinds).first;
}

void CatalogRows::put(Source& source, std::int64_t key, Row row, KindsByRoot& touched) {
  std::ranges::sort(row.uses);
  Row& known = source.rows[key];
  std::vector<Use> gone;
  std::vector<Use> added;
  std::ranges::set_difference(known.uses, row.uses, std::back_inserter(gone));
  std::ranges::set_difference(row.uses, known.uses, std::back_inserter(added));
  for (const Use& use : gone) note(use, -1, touched);
  for (const Use& use : added) note(use, +1, touched);
  source.places += row.place - known.place;
  known = std::move(row);
}

void CatalogRows::remove(Source& source, RowsByKey::iterator row, KindsByRoot& touched) {
  for (const Use& use : row->second.uses) note(use, -1, touched);
  source.places -= row->second.place;
  source.rows.erase(row);
}

void CatalogRows::note(const Use& use, int change, KindsByRoot& touched) {
  add_kinds(*use.kinds, touched[use.root]);
  auto& uses = uses_of_roots_[use.root];
  if ((uses[use.kinds] += change) == 0) uses.erase(use.kinds);
  if (uses.empty()) uses_of_roots_.erase(use.root);
}

/// The kinds to read of what was touched: those that are there.
KindsByRoot CatalogRows::resolved(KindsByRoot touched) const {
  for (auto& [root, kinds] : touched) {
    Kinds present = kinds_of(root);
    const bool all = kinds.contains(every_kind) || kinds.contains(member) ||
                     present == kinds_of_member(root.catalog);
    if (all) {
      kinds = std::move(present);
    } else {
      std::erase_if(kinds, [&](const std::string& kind) { return !present.contains(kind); });
    }
  }
  return touched;
}

Kinds CatalogRows::kinds_of(const RootKey& root) const {
  const auto found = uses_of_roots_.find(root);
  if (found == uses_of_roots_.end()) return {};
  Kinds kinds;
  for (const auto& [text, count] : found->second) add_kinds(*text, kinds);
  return readable_kinds(root.catalog, std::move(kinds));
}

KindsByRoot CatalogRows::all() const {
  KindsByRoot result;
  for (const auto& [root, uses] : uses_of_roots_) {
    if (Kinds kinds = kinds_of(root); !kinds.empty()) result.emplace(root, std::move(kinds));
  }
  return result;
}

}  // namespace pgstair::catalog
