// SPDX-License-Identifier: MIT
#include "catalog/track/changed_rows.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Rows of a catalog from which on it is better not read as a whole.
constexpr std::size_t large = 500;

std::string name_of(const char* statement, std::size_t index) {
  return std::string(statement) + "_" + std::to_string(index);
}

/// The elements of a tid[] as the server writes it: {"(0,1)","(0,2)"}; none for NULL.
std::set<std::string> parse_ctids(const postgres::Rows::Cell& cell) {
  std::set<std::string> ctids;
  if (!cell) return ctids;
  for (std::size_t at = cell->find('('); at != std::string_view::npos; at = cell->find('(', at)) {
    const std::size_t end = cell->find(')', at) + 1;
    ctids.emplace(cell->substr(at, end - at));
    at = end;
  }
  return ctids;
}

std::string to_array(const std::set<std::string>& ctids) {
  std::vector<std::string> quoted;
  for (const std::string& ctid : ctids) quoted.push_back('"' + ctid + '"');
  return "{" + join(quoted, ",") + "}";
}

}  // namespace

/// Queries on their way, and what to do with their answers: that may ask for more, which goes with
/// the next round trip.
class ChangedRows::Requests {
 public:
  using Answer = std::function<void(const postgres::Rows&)>;

  void add(PreparedQuery query, Answer answer) {
    queries_.push_back(std::move(query));
    answers_.push_back(std::move(answer));
  }

  void run(const Ask& ask) {
    while (!queries_.empty()) {
      const auto rows = ask(std::exchange(queries_, {}));
      const auto answers = std::exchange(answers_, {});
      for (std::size_t i = 0; i < rows.size(); ++i) answers[i](rows[i]);
    }
  }

 private:
  std::vector<PreparedQuery> queries_;
  std::vector<Answer> answers_;
};

ChangedRows::ChangedRows(const CatalogQueries& queries)
    : sources_(queries.sources),
      statements_(row_statements(sources_)),
      catalogs_(tracked_catalogs(sources_)),
      poll_query_(poll_query(catalogs_, queries.fragments)),
      sources_with_rows_(sources_with_rows(sources_)),
      catalog_of_(sources_.size()),
      known_(sources_.size()) {
  for (std::size_t i = 0; i < catalogs_.size(); ++i) {
    for (const std::size_t source : catalogs_[i].sources) catalog_of_[source] = i;
  }
}

ChangedRows::Changes ChangedRows::poll(const Ask& ask) {
  std::vector<PreparedQuery> queries{
      {"poll", poll_query_, {std::to_string(last_.transaction)}, Planning::any}};
  const bool by_counting = has_polled_ && !last_.counts_complete;
  if (by_counting) std::ranges::copy(count_queries(), std::back_inserter(queries));
  const auto rows = ask(queries);
  const CatalogPoll now = parse_poll(rows.front());

  touched_ = {};
  Changes changes;
  changes.everything = !has_polled_ || now.outside_names != last_.outside_names;
  changes.counts_complete = has_polled_ && last_.counts_complete && now.counts_complete &&
                            last_.statistics_reset == now.statistics_reset;
  if (now.previous_undone) arrivals_.clear();
  if (!has_polled_) {
    read_everything(ask);
  } else {
    Requests requests;
    if (changes.counts_complete) {
      follow_statistics(now, requests);
    } else {
      follow_counts(by_counting ? std::vector(rows.begin() + 1, rows.end()) : ask(count_queries()),
                    requests);
    }
    if (now.previous_undone) {
      for (const std::size_t source : std::exchange(changed_in_transaction_, {})) {
        read_new_rows(source, requests);
        list_keys(source, requests);
      }
    }
    requests.run(ask);
  }
  if (now.transaction == 0) {
    oldest_unseen_ = now.oldest_unseen;
    changed_in_transaction_.clear();
  }
  last_ = now;
  has_polled_ = true;
  changes.touched = std::exchange(touched_, {});
  changes.touched.kinds = known_.readable(std::move(changes.touched.kinds));
  return changes;
}

void ChangedRows::read_everything(const Ask& ask) {
  const auto present = ask({{"sources_with_rows", sources_with_rows_, {}, Planning::any}});
  Requests requests;
  for (std::size_t row = 0; row < present[0].size(); ++row) {
    const auto source = static_cast<std::size_t>(to_integer(*present[0].at(row, 0)));
    requests.add(
        {name_of("all_rows", source), statements_[source].all_rows, {}, Planning::hashing_only},
        [this, source](const postgres::Rows& rows) { put_rows(source, rows); });
  }
  requests.run(ask);
}

/// The plain way, for when the statistics do not tell: every source is counted, with the rows that
/// are new; if there are fewer rows now than these make, some went, and the keys that are left tell
/// which.
std::vector<PreparedQuery> ChangedRows::count_queries() const {
  std::vector<PreparedQuery> queries;
  for (std::size_t source = 0; source < sources_.size(); ++source) {
    queries.push_back(
        {name_of("counts", source), statements_[source].counts, {oldest_unseen_}, Planning::any});
  }
  return queries;
}

void ChangedRows::follow_counts(const std::vector<postgres::Rows>& counts, Requests& requests) {
  arrivals_.clear();
  for (std::size_t source = 0; source < sources_.size(); ++source) {
    const auto numbers = parse_numbers(*counts[source].at(0, 0));
    const auto total = static_cast<std::size_t>(numbers[0]);
    if (numbers[1] == 0) {
      if (total != known_.of_source(source).size()) list_keys(source, requests);
      continue;
    }
    requests.add({name_of("new_rows", source),
                  statements_[source].new_rows,
                  {oldest_unseen_},
                  Planning::scan_and_look_up},
                 [this, source, total, &requests](const postgres::Rows& rows) {
                   put_rows(source, rows);
                   if (total != known_.of_source(source).size()) list_keys(source, requests);
                 });
  }
}

void ChangedRows::follow_statistics(const CatalogPoll& now, Requests& requests) {
  for (std::size_t i = 0; i < catalogs_.size(); ++i) {
    const std::int64_t written = now.writes[i].written - last_.writes[i].written;
    const std::int64_t deleted = now.writes[i].deleted - last_.writes[i].deleted;
    if (written != 0) follow_writes(i, now.previous_undone ? -1 : written, requests);
    const bool may_have_gone =
        deleted != 0 ||
        (written != 0 && std::ranges::any_of(catalogs_[i].sources, [&](auto source) {
           return !sources_[source].keeps_key;
         }));
    if (may_have_gone) follow_deletions(i, written == 0 ? deleted : -1, requests);
    if (written != 0 || deleted != 0) arrivals_.erase(i);
  }
}

/// `written`: how many rows, or less than 0 if that is not known.
void ChangedRows::follow_writes(std::size_t catalog, std::int64_t written, Requests& requests) {
  const TrackedCatalog& tracked = catalogs_[catalog];
  if (!is_large(tracked)) {
    for (const std::size_t source : tracked.sources) read_new_rows(source, requests);
    return;
  }
  if (written < 0) return read_new_ctids(catalog, requests);
  requests.add(
      {name_of("last_ctids", catalog), tracked.last_ctids, {last_.first_unseen}, Planning::any},
      [this, catalog, written, &requests](const postgres::Rows& rows) {
        auto ctids = parse_ctids(rows.at(0, 0));
        if (std::ssize(ctids) != written) return read_new_ctids(catalog, requests);
        arrivals_[catalog].ctids = std::move(ctids);
      });
  for (const std::size_t source : tracked.sources) {
    requests.add({name_of("last_rows", source),
                  statements_[source].last_rows,
                  {last_.first_unseen},
                  Planning::scan_and_look_up},
                 [this, source](const postgres::Rows& rows) { put_rows(source, rows); });
  }
}

/// Goes through the whole catalog, but touches only what is new in it.
void ChangedRows::read_new_ctids(std::size_t catalog, Requests& requests) {
  requests.add({name_of("new_ctids", catalog),
                catalogs_[catalog].new_ctids,
                {oldest_unseen_, last_.first_unseen},
                Planning::any},
               [this, catalog, &requests](const postgres::Rows& rows) {
                 const auto ctids = parse_ctids(rows.at(0, 0));
                 arrivals_[catalog].ctids = parse_ctids(rows.at(0, 1));
                 if (ctids.empty()) return;
                 for (const std::size_t source : catalogs_[catalog].sources) {
                   read_rows_at(source, to_array(ctids), requests);
                 }
               });
}

/// `deleted`: how many rows, if nothing else happened to the catalog; otherwise less than 0. What
/// came last is mostly the first to go: if as many of these places are empty as rows were deleted,
/// then no others were.
void ChangedRows::follow_deletions(std::size_t catalog, std::int64_t deleted, Requests& requests) {
  const auto list_all = [this, catalog, &requests] {
    for (const std::size_t source : catalogs_[catalog].sources) list_keys(source, requests);
  };
  const auto found = arrivals_.find(catalog);
  if (deleted < 0 || found == arrivals_.end()) return list_all();
  requests.add({name_of("still_at", catalog),
                catalogs_[catalog].still_at,
                {to_array(found->second.ctids)},
                Planning::any},
               [this, deleted, list_all, came = found->second](const postgres::Rows& rows) {
                 const auto left = parse_ctids(rows.at(0, 0));
                 if (std::ssize(came.ctids) - std::ssize(left) != deleted) return list_all();
                 for (const Arrivals::Row& row : came.rows) {
                   if (!left.contains(row.ctid)) erase_row(row.source, row.key);
                 }
               });
}

void ChangedRows::read_new_rows(std::size_t source, Requests& requests) {
  requests.add({name_of("new_rows", source),
                statements_[source].new_rows,
                {oldest_unseen_},
                Planning::scan_and_look_up},
               [this, source](const postgres::Rows& rows) { put_rows(source, rows); });
}

void ChangedRows::read_rows_at(std::size_t source, const std::string& ctids, Requests& requests) {
  requests.add(
      {name_of("rows_at", source), statements_[source].rows_at, {ctids}, Planning::lookups_only},
      [this, source](const postgres::Rows& rows) { put_rows(source, rows); });
}

/// Erases what is not there any more, and reads what is there and not known.
void ChangedRows::list_keys(std::size_t source, Requests& requests) {
  requests.add({name_of("keys", source), statements_[source].keys, {}, Planning::any},
               [this, source, &requests](const postgres::Rows& rows) {
                 std::unordered_set<std::int64_t> present;
                 std::set<std::string> unknown;
                 for (std::size_t line = 0; line < rows.size(); ++line) {
                   const std::int64_t key = to_integer(*rows.at(line, 0));
                   present.insert(key);
                   if (!known_.knows(source, key, *rows.at(line, 1))) {
                     unknown.emplace(*rows.at(line, 1));
                   }
                 }
                 std::vector<std::int64_t> gone;
                 for (const auto& [key, row] : known_.of_source(source)) {
                   if (!present.contains(key)) gone.push_back(key);
                 }
                 for (const std::int64_t key : gone) erase_row(source, key);
                 if (!unknown.empty()) read_rows_at(source, to_array(unknown), requests);
               });
}

void ChangedRows::put_rows(std::size_t source, const postgres::Rows& rows) {
  enum Column { key, ctid, name, root_catalog, root, kinds, version };
  std::map<std::int64_t, KnownRows::Row> read;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    KnownRows::Row& row = read[to_integer(*rows.at(line, key))];
    row.ctid = *rows.at(line, ctid);
    row.name = std::hash<std::string_view>{}(rows.at(line, name).value_or(""));
    const std::string_view named = rows.at(line, kinds).value_or("");
    if (named.empty()) continue;
    const RootKey of{to_oid(*rows.at(line, root_catalog)), to_oid(*rows.at(line, root))};
    row.uses.push_back(known_.use(of, named, to_integer(*rows.at(line, version))));
  }
  const auto arrivals = arrivals_.find(catalog_of_[source]);
  for (auto& [id, row] : read) {
    if (arrivals != arrivals_.end() && arrivals->second.ctids.contains(row.ctid)) {
      arrivals->second.rows.push_back({source, id, row.ctid});
    }
    if (known_.knows(source, id, row.ctid)) continue;
    changed_in_transaction_.insert(source);
    known_.put(source, id, std::move(row), touched_);
  }
}

void ChangedRows::erase_row(std::size_t source, std::int64_t key) {
  changed_in_transaction_.insert(source);
  known_.erase(source, key, touched_);
}

bool ChangedRows::is_large(const TrackedCatalog& catalog) const {
  std::size_t rows = 0;
  for (const std::size_t source : catalog.sources) rows += known_.of_source(source).size();
  return catalog.names.size() == 1 && rows >= large;
}

}  // namespace pgstair::catalog
