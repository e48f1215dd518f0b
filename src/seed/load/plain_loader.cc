// SPDX-License-Identifier: MIT
#include "seed/load/plain_loader.h"

#include <algorithm>
#include <utility>

#include "seed/load/row_by_row.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t most_tries = 12;  // rows that are tried for each that is wanted
constexpr std::uint64_t most_varied_tries = 40;
constexpr std::uint64_t hasty_tries = 2;

/// COPY of up to `wanted` rows; `given` is set to how many there were.
postgres::StatementOutcome copy(postgres::Session& session, const Table& table, RowSource& source,
                                std::uint64_t wanted, std::uint64_t& given) {
  given = 0;
  if (source.columns().empty()) {  // every column counts itself
    given = wanted;
    return session.try_execute("INSERT INTO " + table.sql_name() +
                               " SELECT FROM generate_series(1, " + std::to_string(wanted) + ")");
  }
  return session.try_copy(table.sql_name(), source.column_names(), [&](CellRow& row) {
    if (given == wanted || !source.next(row)) return false;
    ++given;
    return true;
  });
}

/// COPY of the rows at `places` of the source, ascending.
postgres::StatementOutcome copy_places(postgres::Session& session, const Table& table,
                                       RowSource source, const std::vector<std::uint64_t>& places) {
  auto place = places.begin();
  std::uint64_t at = 0;
  return session.try_copy(table.sql_name(), source.column_names(), [&](CellRow& row) {
    if (place == places.end()) return false;
    while (source.next(row)) {
      if (at++ != *place) continue;
      ++place;
      return true;
    }
    return false;
  });
}

constexpr const char* taken_back = "ROLLBACK TO SAVEPOINT pgstair_load";

/// One table that is loaded.
class Load {
 public:
  Load(postgres::Session& session, const LoadRequest& request, FillCache& cache)
      : session_(session), request_(request), cache_(cache) {}

  LoadOutcome run() {
    const std::uint64_t before = count_and("SAVEPOINT pgstair_load");
    RowSource first = request_.source;
    std::uint64_t given = 0;
    const auto copied = copy(session_, request_.table, first, request_.wanted, given);
    if (const auto* error = postgres::failure(copied)) {
      LoadOutcome outcome = without_refused(*error);
      session_.execute("RELEASE SAVEPOINT pgstair_load");
      return outcome;
    }
    const std::uint64_t after = count_and("RELEASE SAVEPOINT pgstair_load");
    const std::uint64_t added = may_leave_out_ ? after - before : given;
    if (added >= request_.wanted) return {added, ""};
    const bool left_out = first.why_exhausted().empty();
    return {added, left_out ? "a trigger leaves rows out" : first.why_exhausted()};
  }

 private:
  /// Runs the statement, and counts the table's rows where it is not known how many COPY adds.
  std::uint64_t count_and(const std::string& statement) {
    const std::string question =
        may_leave_out_ ? "; SELECT count(*) FROM " + request_.table.sql_name() : "";
    const auto rows = session_.execute(statement + question);
    return may_leave_out_ ? std::stoull(rows.text(0, 0)) : 0;
  }

  LoadOutcome without_refused(const postgres::ServerError& error) {
    session_.execute(taken_back);
    const std::string what = request_.table.display_name() + "\n" + request_.purpose + "\n" +
                             std::to_string(request_.wanted) + "\n" + error.sqlstate + "\n" +
                             error.constraint + "\n" + error.column;
    if (const auto known = cache_.taken_rows(what)) {
      if (load_again(*known)) return known->outcome;
      session_.execute(taken_back);
    }
    const TakenRows taken = row_by_row();
    if (!request_.source.columns().empty()) cache_.remember_taken_rows(what, taken);
    return taken.outcome;
  }

  /// The rows that were taken the last time; false if some are not any more.
  bool load_again(const TakenRows& taken) {
    if (!taken.of_source.empty()) {
      const auto copied = copy_places(session_, request_.table, request_.source, taken.of_source);
      if (postgres::failure(copied) != nullptr) return false;
    }
    if (!taken.of_varied.empty()) {
      const auto copied = copy_places(session_, request_.table, request_.varied(), taken.of_varied);
      if (postgres::failure(copied) != nullptr) return false;
    }
    return true;
  }

  TakenRows row_by_row() {
    const std::uint64_t wanted = request_.wanted;
    const std::uint64_t few = std::max<std::uint64_t>(wanted / 5, 1);
    TakenRows taken;
    taken.outcome = RowByRow(session_, request_.table, request_.source)
                        .run({.wanted = wanted,
                              .enough = wanted,
                              .tries_for_each = request_.thorough ? most_tries : hasty_tries,
                              .hasty = !request_.thorough},
                             taken.of_source);
    LoadOutcome& outcome = taken.outcome;
    const bool enough = !request_.thorough && outcome.added > 0;
    if (outcome.added < wanted && !enough && !request_.table.triggers.empty()) {
      const std::uint64_t missing = wanted - outcome.added;
      const LoadOutcome more = RowByRow(session_, request_.table, request_.varied())
                                   .run({.wanted = missing,
                                         .enough = request_.thorough ? missing : few,
                                         .tries_for_each = most_varied_tries,
                                         .hasty = false},
                                        taken.of_varied);
      if (outcome.added + more.added >= request_.wanted) outcome.reason.clear();
      outcome.added += more.added;
    }
    return taken;
  }

  postgres::Session& session_;
  const LoadRequest& request_;
  FillCache& cache_;
  bool may_leave_out_ = !request_.table.triggers.empty() || request_.table.has_insert_rule ||
                        request_.table.partitioned;
};

}  // namespace

LoadOutcome PlainLoader::load(const LoadRequest& request) {
  return Load(session_, request, cache_).run();
}

}  // namespace pgstair::seed
