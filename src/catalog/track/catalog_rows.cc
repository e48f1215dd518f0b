// SPDX-License-Identifier: MIT
#include "catalog/track/catalog_rows.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_set>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Rows that take longer to count than a few to look up.
constexpr std::size_t many = 5'000;

/// A cell that is never NULL.
std::string_view cell(const postgres::Rows& rows, std::size_t row, std::size_t column) {
  return *rows.at(row, column);
}

/// Nothing of this is prepared: it is asked once.
postgres::Rows read_all(ReadTransaction& transaction, const RowQueries& queries) {
  SourceSet sources;
  const auto present = transaction.execute(queries.present(), {}, Planning::any);
  for (std::size_t line = 0; line < present.size(); ++line) {
    sources.insert(static_cast<std::size_t>(to_integer(cell(present, line, 0))));
  }
  return transaction.execute(queries.all_rows(sources), {}, Planning::hashing_only);
}

}  // namespace

CatalogRows::Changes CatalogRows::look(ReadTransaction& transaction, const RowQueries& queries,
                                       int sessions_at_rest) {
  CatalogState state = read_state(transaction, queries, last_, sessions_at_rest);
  KindsByRoot touched;
  const bool first = last_.writes.empty();
  const bool moved = !first && state.files != last_.files;
  if (first || moved) {
    ledger_ = RowLedger(queries.sources().size());
    arrivals_ = {};
    last_pages_.forget();
    put_rows(read_all(transaction, queries), touched);
  } else {
    catch_up(transaction, queries, state, touched);
  }
  const bool outside = !first && state.outside_names != last_.outside_names;
  const bool gapless = is_gapless(last_, state);
  note_seen(state, gapless);
  last_ = std::move(state);
  return {ledger_.readable(std::move(touched)), outside || moved, !first && gapless};
}

/// Remembers of which sources the next look cannot tell, by their transaction, which rows it has
/// not seen yet.
void CatalogRows::note_seen(const CatalogState& state, bool gapless) {
  if (state.all_seen) return seen_but_new_.clear();
  for (const auto& [source, now] : state.writes) {
    const auto before = last_.writes.find(source);
    const bool nothing_came =
        gapless && before != last_.writes.end() && before->second.put == now.put;
    if (!nothing_came) seen_but_new_.insert(source);
  }
}

/// Those of which reading the rows takes longer than a look at a few places.
std::set<std::string> CatalogRows::large_catalogs(const RowQueries& queries) const {
  constexpr std::size_t large = 500;
  std::set<std::string> catalogs;
  for (std::size_t index = 0; index < queries.sources().size(); ++index) {
    if (ledger_.rows(index).size() >= large) catalogs.insert(queries.sources()[index].catalog);
  }
  return catalogs;
}

/// Takes out the sources of large catalogs whose changes can be told from what came last: strikes
/// out what went, and returns where rows came.
Places CatalogRows::take_out_latest(ReadTransaction& transaction, const RowQueries& queries,
                                    const CatalogState& state, Countings& written,
                                    KindsByRoot& touched) {
  if (!is_gapless(last_, state)) {
    last_pages_.forget();
    return {};
  }
  if (written.empty()) return {};
  const std::set<std::string> large = large_catalogs(queries);
  LastPages::Counts put;
  LastPages::Counts deleted;
  for (const auto& [index, counting] : written) {
    const RowSource& source = queries.sources()[index];
    if (source.catalogs.size() > 1 || !large.contains(source.catalog)) continue;
    const CatalogState::Writes& now = state.writes.at(index);
    const CatalogState::Writes& before = last_.writes.at(index);
    const std::int64_t came = to_integer(now.put) - to_integer(before.put);
    if (counting == RowQueries::Counting::newcomers && !seen_but_new_.contains(index)) {
      put.emplace(index, came);
    } else if (came == 0) {
      deleted.emplace(index, to_integer(now.deleted) - to_integer(before.deleted));
    }
  }
  const SourceSet gone = last_pages_.gone(transaction, queries, deleted);
  revisit_arrivals(transaction, queries, gone, touched);
  for (const auto& [source, counting] : written) last_pages_.forget(source);
  for (const std::size_t source : gone) written.erase(source);
  for (const auto& [source, count] : put) written.erase(source);
  Places places = last_pages_.take_new(transaction, queries, last_.oldest_unseen,
                                       LastPages::Where::last_pages, put);
  std::erase_if(put, [&](const auto& entry) {
    const bool has_parts = !queries.sources()[entry.first].relation.empty();
    if (has_parts) written.emplace(entry.first, RowQueries::Counting::newcomers);
    return has_parts;
  });
  places.merge(last_pages_.take_new(transaction, queries, last_.oldest_unseen,
                                    LastPages::Where::all_pages, put));
  return places;
}

/// Takes out the sources, by their catalog, whose rows are better looked up as parts of relations.
std::map<std::string, SourceSet> CatalogRows::take_out_large(Countings& written,
                                                             const RowQueries& queries) const {
  std::map<std::string, SourceSet> parts;
  for (const auto& [index, counting] : written) {
    const RowSource& source = queries.sources()[index];
    const bool of_parts = !source.relation.empty();
    if (of_parts && counting == RowQueries::Counting::newcomers)
      parts[source.catalog].insert(index);
  }
  std::erase_if(parts, [&](const auto& entry) {
    return std::ranges::none_of(
        entry.second, [&](std::size_t source) { return ledger_.rows(source).size() > many; });
  });
  for (const auto& [catalog, sources] : parts) {
    for (const std::size_t source : sources) written.erase(source);
  }
  return parts;
}

/// Reads the rows that changed since the last look.
void CatalogRows::catch_up(ReadTransaction& transaction, const RowQueries& queries,
                           const CatalogState& state, KindsByRoot& touched) {
  Countings written = countings(state, queries);
  Places latest = take_out_latest(transaction, queries, state, written, touched);
  const auto by_parts = take_out_large(written, queries);
  Arrivals arrivals = read_written(transaction, queries, written, std::move(latest), touched);
  relations_.merge(changed_relations(queries, arrivals, touched));
  for (const auto& [catalog, sources] : by_parts) {
    const std::int64_t count = to_integer(state.writes.at(*sources.begin()).put) -
                               to_integer(last_.writes.at(*sources.begin()).put);
    if (look_up_parts(transaction, queries, sources, count, touched)) continue;
    Arrivals more = read_all_new(transaction, queries, sources, count, touched);
    arrivals.places.merge(more.places);
    arrivals.rows.merge(more.rows);
  }
  relations_ = changed_relations(queries, arrivals, touched);
  for (auto& [source, places] : arrivals.places) arrivals_.places[source] = std::move(places);
  for (auto& [source, rows] : arrivals.rows) arrivals_.rows[source] = std::move(rows);
}

/// Reads the rows that came to the sources of a catalog, in which so many were `written`.
CatalogRows::Arrivals CatalogRows::read_all_new(ReadTransaction& transaction,
                                                const RowQueries& queries, const SourceSet& sources,
                                                std::int64_t written, KindsByRoot& touched) {
  Countings to_count;
  LastPages::Counts put;
  for (const std::size_t source : sources) {
    if (seen_but_new_.contains(source) || ledger_.rows(source).size() <= many) {
      to_count.emplace(source, RowQueries::Counting::newcomers);
    } else {
      put.emplace(source, written);
    }
  }
  Places places = last_pages_.take_new(transaction, queries, last_.oldest_unseen,
                                       LastPages::Where::all_pages, put);
  return read_written(transaction, queries, to_count, std::move(places), touched);
}

/// The relations, indexes among them, that rows came of or that were touched.
std::set<std::uint32_t> CatalogRows::changed_relations(const RowQueries& queries,
                                                       const Arrivals& arrivals,
                                                       const KindsByRoot& touched) {
  constexpr std::uint32_t pg_class = 1259;
  std::set<std::uint32_t> relations;
  for (const auto& [root, kinds] : touched) {
    if (root.catalog == pg_class) relations.insert(root.oid);
  }
  for (const auto& [source, rows] : arrivals.rows) {
    if (queries.sources()[source].catalog != "pg_class") continue;
    for (const RowId& row : rows) relations.insert(static_cast<std::uint32_t>(row.key));
  }
  return relations;
}

/// Looks up the new rows of a catalog that are parts of relations that changed now or at the last
/// look. Whether these are all, so many rows of it having been written since then.
bool CatalogRows::look_up_parts(ReadTransaction& transaction, const RowQueries& queries,
                                const SourceSet& sources, std::int64_t written,
                                KindsByRoot& touched) {
  if (relations_.empty()) return false;
  const auto rows = transaction.execute_variant(
      "new_parts", queries.new_parts(sources),
      {oid_array(relations_, std::identity{}), last_.oldest_unseen}, Planning::lookups_only);
  std::set<std::int64_t> found;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    const auto source = static_cast<std::size_t>(to_integer(cell(rows, line, 0)));
    const std::int64_t key = to_integer(cell(rows, line, 1));
    if (!ledger_.knows(source, key, to_integer(cell(rows, line, 2)))) found.insert(key);
  }
  if (static_cast<std::int64_t>(found.size()) != written) return false;
  put_rows(rows, touched);
  return true;
}

/// Reads the rows of the sources that were `written`, and `newcomers` of others. Returns those that
/// came.
CatalogRows::Arrivals CatalogRows::read_written(ReadTransaction& transaction,
                                                const RowQueries& queries, const Countings& written,
                                                Places newcomers, KindsByRoot& touched) {
  Census census;
  if (!written.empty()) census = take_census(transaction, queries, written);
  newcomers.merge(census.newcomers);
  Arrivals arrivals = read_newcomers(transaction, queries, std::move(newcomers), touched);
  revisit_arrivals(transaction, queries, disagreeing(census), touched);
  const Places unknown = call_roll(transaction, queries, disagreeing(census), touched);
  read_newcomers(transaction, queries, unknown, touched);
  if (!disagreeing(census).empty()) {
    throw ChangedWhileRead(
        "the catalogs changed between the count of their rows and their reading");
  }
  return arrivals;
}

/// How to count the sources that may be others than at the last look.
CatalogRows::Countings CatalogRows::countings(const CatalogState& state,
                                              const RowQueries& queries) const {
  Countings result;
  const bool gapless = is_gapless(last_, state);
  for (const auto& [source, now] : state.writes) {
    const CatalogState::Writes& before = last_.writes.at(source);
    const bool none_went = gapless && now.deleted == before.deleted;
    if (!none_went || (now.put != before.put && !queries.sources()[source].keeps_key)) {
      result[source] = RowQueries::Counting::all;
    } else if (now.put != before.put) {
      result[source] = RowQueries::Counting::newcomers;
    }
  }
  return result;
}

CatalogRows::Census CatalogRows::take_census(ReadTransaction& transaction,
                                             const RowQueries& queries,
                                             const Countings& countings) {
  SourceSet asked;
  for (const auto& [source, counting] : countings) asked.insert(source);
  if (asked.size() < queries.sources().size()) {
    were_counted_.insert(asked.begin(), asked.end());
    asked = were_counted_;
  }
  std::vector<std::string> parameters{last_.oldest_unseen};
  for (const std::size_t source : asked) {
    const auto counting = countings.find(source);
    parameters.push_back(std::to_string(static_cast<int>(
        counting == countings.end() ? RowQueries::Counting::none : counting->second)));
  }
  const auto rows = transaction.execute_variant("census", queries.census(asked), parameters,
                                                Planning::hashing_only);
  Census census;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto source = static_cast<std::size_t>(to_integer(cell(rows, row, 0)));
    if (const auto& places = rows.at(row, 3)) census.newcomers[source] = *places;
    const auto counting = countings.find(source);
    if (counting == countings.end() || counting->second != RowQueries::Counting::all) continue;
    census.totals[source] = {static_cast<std::size_t>(to_integer(cell(rows, row, 1))),
                             to_integer(cell(rows, row, 2))};
  }
  return census;
}

/// The sources of which other rows are known than the census counted.
SourceSet CatalogRows::disagreeing(const Census& census) const {
  SourceSet result;
  for (const auto& [source, total] : census.totals) {
    const bool agrees =
        ledger_.rows(source).size() == total.rows && ledger_.places(source) == total.places;
    if (!agrees) result.insert(source);
  }
  return result;
}

CatalogRows::Arrivals CatalogRows::read_newcomers(ReadTransaction& transaction,
                                                  const RowQueries& queries, Places places,
                                                  KindsByRoot& touched) {
  if (places.empty()) return {};
  RowIds rows = put_rows(rows_at(transaction, queries, places), touched);
  return {std::move(places), std::move(rows)};
}

postgres::Rows CatalogRows::rows_at(ReadTransaction& transaction, const RowQueries& queries,
                                    const Places& places) {
  for (const auto& [source, at] : places) were_read_.insert(source);
  std::vector<std::string> parameters;
  for (const std::size_t source : were_read_) {
    const auto at = places.find(source);
    parameters.emplace_back(at == places.end() ? "{}" : at->second);
  }
  return transaction.execute_variant("rows_at", queries.rows_at(were_read_), parameters,
                                     Planning::lookups_only);
}

CatalogRows::RowIds CatalogRows::put_rows(const postgres::Rows& rows, KindsByRoot& touched) {
  std::map<std::pair<std::size_t, std::int64_t>, RowLedger::Row> read;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    const auto source = static_cast<std::size_t>(to_integer(cell(rows, line, 0)));
    RowLedger::Row& row = read[{source, to_integer(cell(rows, line, 1))}];
    row.place = to_integer(cell(rows, line, 2));
    const std::string_view kinds = cell(rows, line, 5);
    if (kinds.empty()) continue;
    const RootKey root{to_oid(cell(rows, line, 3)), to_oid(cell(rows, line, 4))};
    row.uses.push_back(ledger_.use(root, kinds, to_integer(cell(rows, line, 6))));
  }
  RowIds ids;
  for (auto& [where, row] : read) {
    const auto& [source, key] = where;
    ids[source].push_back({key, row.place});
    ledger_.put(source, key, std::move(row), touched);
  }
  return ids;
}

/// Strikes out what came last to the sources and is not there any more.
void CatalogRows::revisit_arrivals(ReadTransaction& transaction, const RowQueries& queries,
                                   const SourceSet& sources, KindsByRoot& touched) {
  Places places;
  for (const std::size_t source : sources) {
    const auto at = arrivals_.places.find(source);
    if (at != arrivals_.places.end()) places.insert(*at);
  }
  if (places.empty()) return;
  const auto rows = rows_at(transaction, queries, places);
  std::set<std::pair<std::size_t, std::int64_t>> present;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    present.emplace(to_integer(cell(rows, line, 0)), to_integer(cell(rows, line, 1)));
  }
  for (const auto& [source, at] : places) {
    for (const RowId& id : arrivals_.rows[source]) {
      const bool moved = !ledger_.knows(source, id.key, id.place);
      if (!moved && !present.contains({source, id.key})) {
        ledger_.strike_out(source, id.key, touched);
      }
    }
  }
}

/// Strikes out the rows that do not answer. Returns where those are that nobody knows.
Places CatalogRows::call_roll(ReadTransaction& transaction, const RowQueries& queries,
                              const SourceSet& sources, KindsByRoot& touched) {
  if (sources.empty()) return {};
  were_called_.insert(sources.begin(), sources.end());
  std::vector<std::string> parameters;
  for (const std::size_t source : were_called_) {
    parameters.emplace_back(sources.contains(source) ? "true" : "false");
  }
  const auto roll = transaction.execute_variant("roll_call", queries.roll_call(were_called_),
                                                parameters, Planning::any);
  std::map<std::size_t, std::unordered_set<std::int64_t>> present;
  std::map<std::size_t, std::vector<std::string>> unknown;
  for (std::size_t line = 0; line < roll.size(); ++line) {
    const auto source = static_cast<std::size_t>(to_integer(cell(roll, line, 0)));
    const std::int64_t key = to_integer(cell(roll, line, 1));
    present[source].insert(key);
    if (!ledger_.knows(source, key, to_integer(cell(roll, line, 2)))) {
      unknown[source].push_back('"' + std::string(cell(roll, line, 3)) + '"');
    }
  }
  for (const std::size_t source : sources) {
    std::vector<std::int64_t> gone;
    for (const auto& [key, row] : ledger_.rows(source)) {
      if (!present[source].contains(key)) gone.push_back(key);
    }
    for (const std::int64_t key : gone) ledger_.strike_out(source, key, touched);
  }
  Places places;
  for (const auto& [source, at] : unknown) places[source] = "{" + join(at, ",") + "}";
  return places;
}

}  // namespace pgstair::catalog
