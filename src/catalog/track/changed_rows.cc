// SPDX-License-Identifier: MIT
#include "catalog/track/changed_rows.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// Rows of a catalog from which on listing their keys costs more than another round trip.
constexpr std::size_t large = 4000;

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
      catalogs_(tracked_catalogs(sources_)),
      poll_query_(poll_query(catalogs_, sources_, queries.fragments)),
      catalogs_with_rows_(catalogs_with_rows(catalogs_, sources_)),
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
  const CatalogPoll now = parse_poll(rows.front(), catalogs_);

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
      for (const std::size_t catalog : std::exchange(changed_in_transaction_, {})) {
        read_new_rows(catalog, requests);
        list_keys(catalog, requests, Keys::all);  // the versions of before are there again
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
  const auto present = ask({{"catalogs_with_rows", catalogs_with_rows_, {}, Planning::any}});
  Requests requests;
  for (std::size_t row = 0; row < present[0].size(); ++row) {
    const auto catalog = static_cast<std::size_t>(to_integer(*present[0].at(row, 0)));
    requests.add(
        {name_of("all_rows", catalog), catalogs_[catalog].all_rows, {}, Planning::hashing_only},
        [this, catalog](const postgres::Rows& rows) { put_rows(catalog, rows); });
  }
  requests.run(ask);
}

/// The plain way, for when the statistics do not tell: the rows of every source are counted, and
/// those that are new; if there are fewer rows now than these make, some went, and the keys that
/// are left tell which.
std::vector<PreparedQuery> ChangedRows::count_queries() const {
  std::vector<PreparedQuery> queries;
  for (std::size_t catalog = 0; catalog < catalogs_.size(); ++catalog) {
    queries.push_back(
        {name_of("counts", catalog), catalogs_[catalog].counts, {oldest_unseen_}, Planning::any});
  }
  return queries;
}

void ChangedRows::follow_counts(const std::vector<postgres::Rows>& counts, Requests& requests) {
  arrivals_.clear();
  for (std::size_t catalog = 0; catalog < catalogs_.size(); ++catalog) {
    const auto numbers = parse_numbers(*counts[catalog].at(0, 0));
    bool any_new = false;
    for (std::size_t i = 1; i < numbers.size(); i += 2) any_new |= numbers[i] != 0;
    const auto list_if_fewer = [this, catalog, numbers, &requests] {
      const auto& sources = catalogs_[catalog].sources;
      for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto known = std::ssize(known_.of_source(sources[i]));
        if (numbers[2 * i] != known) return list_keys(catalog, requests);
      }
    };
    if (any_new) {
      read_new_rows(catalog, requests, list_if_fewer);
    } else {
      list_if_fewer();
    }
  }
}

void ChangedRows::follow_statistics(const CatalogPoll& now, Requests& requests) {
  for (std::size_t i = 0; i < catalogs_.size(); ++i) {
    if (catalogs_[i].indexed) {
      if (now.indexed_rows != last_.indexed_rows) list_keys(i, requests);
      continue;
    }
    const std::int64_t written = now.writes[i].written - last_.writes[i].written;
    const std::int64_t deleted = now.writes[i].deleted - last_.writes[i].deleted;
    if (written == 0 && deleted == 0) continue;
    const std::int64_t count = now.previous_undone ? not_known : written;
    const auto before = arrivals_.extract(i);
    const bool may_have_gone = deleted != 0 || !catalogs_[i].keeps_keys;
    // To wait for what was written costs a round trip; the keys of a small catalog cost less.
    const bool by_arrivals = may_have_gone && deleted != 0 && !before.empty() &&
                             catalogs_[i].keeps_keys && (written == 0 || is_large(catalogs_[i]));
    std::function<void()> then;
    if (by_arrivals) {
      then = [this, i, deleted, came = before.mapped(), &requests] {
        find_gone(i, came, deleted, requests);
      };
    }
    if (written != 0) {
      read_new_rows(i, requests, then, count);
    } else if (then) {
      then();
    }
    if (may_have_gone && !by_arrivals) list_keys(i, requests);
  }
}

/// What came last is mostly the first to go. `before`: what had come by the last poll. If as many
/// of these rows are gone as were `deleted` since, then no others are.
void ChangedRows::find_gone(std::size_t catalog, const Arrivals& before, std::int64_t deleted,
                            Requests& requests) {
  const auto take = [=, this, &requests](const postgres::Rows& rows) {
    const auto left = parse_ctids(rows.at(0, 0));
    std::int64_t gone = std::ssize(before.ctids) - std::ssize(left);
    std::vector<Arrivals::Row> gone_rows;
    for (const Arrivals::Row& row : before.rows) {
      if (left.contains(row.ctid)) continue;
      const bool is_updated = !known_.knows(row.source, row.key, row.ctid);
      if (is_updated) {
        --gone;
      } else {
        gone_rows.push_back(row);
      }
    }
    if (gone != deleted) return list_keys(catalog, requests);
    for (const Arrivals::Row& row : gone_rows) erase_row(row.source, row.key);
  };
  requests.add({name_of("still_at", catalog),
                catalogs_[catalog].still_at,
                {to_array(before.ctids)},
                Planning::any},
               take);
}

void ChangedRows::read_new_rows(std::size_t catalog, Requests& requests,
                                const std::function<void()>& then, std::int64_t written) {
  requests.add({name_of("new_rows", catalog),
                catalogs_[catalog].new_rows,
                {oldest_unseen_, last_.first_unseen, std::to_string(written)},
                Planning::scan_and_look_up},
               [this, catalog, then](const postgres::Rows& rows) {
                 note_arrivals(catalog, rows);
                 put_rows(catalog, rows);
                 if (then) then();
               });
}

void ChangedRows::read_rows_at(std::size_t catalog, const std::string& ctids, Requests& requests) {
  requests.add(
      {name_of("rows_at", catalog), catalogs_[catalog].rows_at, {ctids}, Planning::lookups_only},
      [this, catalog](const postgres::Rows& rows) { put_rows(catalog, rows); });
}

/// Erases what is not there any more, and reads what is there and not known.
void ChangedRows::list_keys(std::size_t catalog, Requests& requests, Keys which) {
  const bool all = which == Keys::all;
  const std::string& sql = all ? catalogs_[catalog].keys : catalogs_[catalog].keys_that_go;
  if (sql.empty()) return;
  const auto take = [this, catalog, all, &requests](const postgres::Rows& rows) {
    enum Column { source, key, ctid };
    std::map<std::size_t, std::unordered_set<std::int64_t>> present;
    std::set<std::string> unknown;
    for (std::size_t line = 0; line < rows.size(); ++line) {
      const auto of = static_cast<std::size_t>(to_integer(*rows.at(line, source)));
      const std::int64_t id = to_integer(*rows.at(line, key));
      present[of].insert(id);
      if (!known_.knows(of, id, *rows.at(line, ctid))) unknown.emplace(*rows.at(line, ctid));
    }
    for (const std::size_t of : catalogs_[catalog].sources) {
      if (sources_[of].lasting && !all) continue;
      std::vector<std::int64_t> gone;
      for (const auto& [id, row] : known_.of_source(of)) {
        if (!present[of].contains(id)) gone.push_back(id);
      }
      for (const std::int64_t id : gone) erase_row(of, id);
    }
    if (!unknown.empty()) read_rows_at(catalog, to_array(unknown), requests);
  };
  requests.add({name_of(all ? "keys" : "keys_that_go", catalog), sql, {}, Planning::any}, take);
}

namespace {

/// The columns of the lines that a TrackedCatalog tells of, and the source of those that are of
/// none.
enum LineColumn { line_source, key, ctid, name, root_catalog, root, kinds, version };
constexpr std::int64_t no_source = -1;

}  // namespace

/// The rows that were found by `new_rows` and that were not there at the last poll.
void ChangedRows::note_arrivals(std::size_t catalog, const postgres::Rows& rows) {
  Arrivals& arrivals = arrivals_[catalog];
  arrivals = {};
  for (std::size_t line = 0; line < rows.size(); ++line) {
    if (to_integer(*rows.at(line, line_source)) != no_source) break;
    if (to_integer(*rows.at(line, version)) == 1) arrivals.ctids.emplace(*rows.at(line, ctid));
  }
}

void ChangedRows::put_rows(std::size_t catalog, const postgres::Rows& rows) {
  std::map<std::pair<std::size_t, std::int64_t>, KnownRows::Row> read;
  for (std::size_t line = 0; line < rows.size(); ++line) {
    const std::int64_t source = to_integer(*rows.at(line, line_source));
    if (source == no_source) continue;
    KnownRows::Row& row = read[{static_cast<std::size_t>(source), to_integer(*rows.at(line, key))}];
    row.ctid = *rows.at(line, ctid);
    row.name = std::hash<std::string_view>{}(rows.at(line, name).value_or(""));
    const std::string_view named = rows.at(line, kinds).value_or("");
    if (named.empty()) continue;
    const ObjectAddress of{to_oid(*rows.at(line, root_catalog)), to_oid(*rows.at(line, root))};
    row.uses.push_back(known_.use(of, named, to_integer(*rows.at(line, version))));
  }
  const auto arrivals = arrivals_.find(catalog);
  for (auto& [id, row] : read) {
    const auto& [source, row_key] = id;
    if (arrivals != arrivals_.end() && arrivals->second.ctids.contains(row.ctid)) {
      arrivals->second.rows.push_back({source, row_key, row.ctid});
    }
    if (known_.knows(source, row_key, row.ctid)) continue;
    changed_in_transaction_.insert(catalog);
    known_.put(source, row_key, std::move(row), touched_);
  }
}

void ChangedRows::erase_row(std::size_t source, std::int64_t key) {
  changed_in_transaction_.insert(catalog_of_[source]);
  known_.erase(source, key, touched_);
}

bool ChangedRows::is_large(const TrackedCatalog& catalog) const {
  std::size_t rows = 0;
  for (const std::size_t source : catalog.sources) rows += known_.of_source(source).size();
  return catalog.names.size() == 1 && rows >= large;
}

}  // namespace pgstair::catalog
