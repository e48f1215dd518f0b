// SPDX-License-Identifier: MIT
#include "seed/load.h"

#include <algorithm>
#include <utility>

#include "seed/indexes_at_once.h"
#include "seed/keys_at_once.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t most_tries = 12;  // rows that are tried for each that is wanted
constexpr std::uint64_t most_varied_tries = 40;
constexpr std::uint64_t hasty_tries = 2;
constexpr std::uint64_t fewest_tries = 400;

std::vector<std::string> quoted_columns(const RowSource& source) {
  std::vector<std::string> names;
  for (const Column* column : source.columns())
    names.push_back(sql::quote_identifier(column->name));
  return names;
}

/// COPY of up to `wanted` rows; `given` is set to how many there were.
postgres::StatementOutcome copy(postgres::Session& session, const Table& table, RowSource& source,
                                std::uint64_t wanted, std::uint64_t& given) {
  given = 0;
  if (source.columns().empty()) {  // every column counts itself
    given = wanted;
    return session.try_execute("INSERT INTO " + table.sql_name() +
                               " SELECT FROM generate_series(1, " + std::to_string(wanted) + ")");
  }
  return session.try_copy(table.sql_name(), quoted_columns(source), [&](CellRow& row) {
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
  return session.try_copy(table.sql_name(), quoted_columns(source), [&](CellRow& row) {
    if (place == places.end()) return false;
    while (source.next(row)) {
      if (at++ != *place) continue;
      ++place;
      return true;
    }
    return false;
  });
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// Tries rows one at a time on the server, from a temporary table of candidates.
class RowByRow {
 public:
  RowByRow(postgres::Session& session, const Table& table, RowSource source)
      : session_(session), table_(table), source_(std::move(source)) {
    std::vector<std::string> columns{"n bigint"};
    for (std::size_t i = 0; i < source_.columns().size(); ++i) {
      columns.push_back("c" + std::to_string(i) + " text");
    }
    session_.execute("CREATE TEMPORARY TABLE pgstair_candidates (" + join(columns, ", ") +
                     "); CREATE TEMPORARY TABLE pgstair_refusals (state text, message text)");
  }
  ~RowByRow() {
    // Without the server there is nothing to drop: temporary tables go with their session.
    try {
      session_.execute("DROP TABLE pg_temp.pgstair_candidates, pg_temp.pgstair_refusals");
    } catch (const std::exception&) {
    }
  }
  RowByRow(const RowByRow&) = delete;
  RowByRow& operator=(const RowByRow&) = delete;

  /// Tries rows for `wanted` ones until `enough` are added; notes the places of those.
  LoadOutcome run(std::uint64_t wanted, std::uint64_t enough, std::uint64_t tries_for_each,
                  std::vector<std::uint64_t>& taken) {
    LoadOutcome outcome;
    const std::uint64_t fewest = tries_for_each == hasty_tries ? 0 : fewest_tries;
    std::uint64_t tries = std::max(tries_for_each * wanted, fewest);
    while (outcome.added < enough && tries > 0) {
      const std::uint64_t size = std::min(tries, std::max(2 * (wanted - outcome.added), fewest));
      const std::uint64_t staged = stage(size);
      outcome.added += insert(wanted - outcome.added, taken);
      tries -= size;
      if (staged < size || (outcome.added == 0 && refused_whatever_they_hold())) break;
    }
    if (outcome.added < wanted) outcome.reason = most_frequent_refusal();
    return outcome;
  }

  std::vector<CellRow> acceptable(std::size_t wanted) {
    stage(fewest_tries);
    const std::string target = insert_statement();
    session_.execute(
        "DO $pgstair$ DECLARE candidate bigint; good bigint := 0; affected bigint; BEGIN "
        "FOR candidate IN SELECT n FROM pg_temp.pgstair_candidates ORDER BY n LOOP "
        "EXIT WHEN good >= " +
        std::to_string(wanted) + "; BEGIN " + target +
        " WHERE n = candidate; GET DIAGNOSTICS affected = ROW_COUNT; "
        "RAISE EXCEPTION 'taken back' USING ERRCODE = CASE WHEN affected = 1 THEN 'PGST1' ELSE "
        "'PGST2' END; EXCEPTION WHEN SQLSTATE 'PGST1' THEN good := good + 1; "
        "INSERT INTO pg_temp.pgstair_refusals VALUES ('ok', candidate::text); "
        "WHEN OTHERS THEN NULL; END; END LOOP; END $pgstair$");
    std::string cells = "n";
    for (std::size_t i = 0; i < source_.columns().size(); ++i) cells += ", c" + std::to_string(i);
    const auto rows =
        session_.execute("SELECT " + cells +
                         " FROM pg_temp.pgstair_candidates WHERE n IN (SELECT message::bigint "
                         "FROM pg_temp.pgstair_refusals WHERE state = 'ok') ORDER BY n");
    std::vector<CellRow> result;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      CellRow& into = result.emplace_back();
      for (std::size_t i = 1; i < rows.columns; ++i) into.push_back(rows.at(row, i));
    }
    return result;
  }

 private:
  std::string insert_statement() const {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < source_.columns().size(); ++i) {
      values.push_back("c" + std::to_string(i) + "::" + source_.columns()[i]->type_sql);
    }
    const auto names = quoted_columns(source_);
    return "INSERT INTO " + table_.sql_name() +
           (names.empty() ? "" : " (" + join(names, ", ") + ") OVERRIDING SYSTEM VALUE") +
           " SELECT " + join(values, ", ") + " FROM pg_temp.pgstair_candidates";
  }

  std::uint64_t stage(std::uint64_t size) {
    std::vector<std::string> columns{"n"};
    for (std::size_t i = 0; i < source_.columns().size(); ++i) {
      columns.push_back("c" + std::to_string(i));
    }
    session_.execute("TRUNCATE pg_temp.pgstair_candidates");
    std::uint64_t staged = 0;
    CellRow cells(source_.columns().size());
    const auto outcome =
        session_.try_copy("pg_temp.pgstair_candidates", columns, [&](CellRow& row) {
          if (staged == size || !source_.next(cells)) return false;
          row[0] = std::to_string(place_++);
          ++staged;
          std::ranges::copy(cells, row.begin() + 1);
          return true;
        });
    return postgres::failure(outcome) == nullptr ? staged : 0;
  }

  std::uint64_t insert(std::uint64_t wanted, std::vector<std::uint64_t>& taken) {
    session_.execute(
        "DO $pgstair$ DECLARE candidate record; accepted bigint := 0; affected bigint; "
        "taken bigint[] := '{}'; BEGIN "
        "FOR candidate IN SELECT n, ctid FROM pg_temp.pgstair_candidates ORDER BY n LOOP "
        "EXIT WHEN accepted >= " +
        std::to_string(wanted) + "; BEGIN " + insert_statement() +
        " WHERE ctid = candidate.ctid; "
        "GET DIAGNOSTICS affected = ROW_COUNT; accepted := accepted + affected; "
        "IF affected = 0 THEN INSERT INTO pg_temp.pgstair_refusals VALUES ('', "
        "'a trigger or rule leaves the row out'); ELSE taken := taken || candidate.n; END IF; "
        "EXCEPTION WHEN OTHERS THEN INSERT INTO pg_temp.pgstair_refusals "
        "VALUES (SQLSTATE, SQLERRM); END; END LOOP; "
        "PERFORM set_config('pgstair.accepted', accepted::text, true), "
        "set_config('pgstair.taken', array_to_string(taken, ','), true); END $pgstair$");
    const auto said = session_.execute(
        "SELECT current_setting('pgstair.accepted'), current_setting('pgstair.taken')");
    const std::string places = said.text(0, 1);
    for (const auto place : split(places, ',')) {
      if (!place.empty()) taken.push_back(std::stoull(std::string(place)));
    }
    return std::stoull(said.text(0, 0));
  }

  /// Whether every row so far met a trigger that names a column, function or table that is not
  /// there (any more): so will the next ones.
  bool refused_whatever_they_hold() {
    const auto rows = session_.execute(
        "SELECT coalesce(bool_and(state IN ('42703', '42883', '42P01')), false) "
        "FROM pg_temp.pgstair_refusals");
    return rows.text(0, 0) == "t";
  }

  std::string most_frequent_refusal() {
    const auto rows = session_.execute(
        "SELECT state, min(message) FROM pg_temp.pgstair_refusals "
        "GROUP BY state, regexp_replace(message, '\"?[0-9]+\"?', '', 'g') "
        "ORDER BY count(*) DESC, 2 LIMIT 1");
    if (rows.size() == 0) return source_.why_exhausted();
    const std::string state = rows.text(0, 0);
    return (state.empty() ? "" : state + ": ") + first_line(rows.text(0, 1));
  }

  postgres::Session& session_;
  const Table& table_;
  RowSource source_;
  std::uint64_t place_ = 0;  ///< of the next candidate in the source
};

}  // namespace

RowSource::RowSource(const Table& table, std::vector<GroupRows> groups)
    : groups_(std::move(groups)) {
  for (const auto& group : groups_) {
    for (const int number : group.columns()) columns_.push_back(table.column(number));
  }
}

bool RowSource::next(CellRow& row) {
  std::size_t place = 0;
  for (auto& group : groups_) {
    if (!group.next(row.data() + place)) {
      why_exhausted_ = group.why_exhausted();
      return false;
    }
    place += group.columns().size();
  }
  return true;
}

std::vector<std::uint64_t> count_rows(postgres::Session& session,
                                      const std::vector<const Table*>& tables, std::string before) {
  constexpr std::size_t at_once = 100;
  std::vector<std::uint64_t> counts;
  for (std::size_t from = 0; from < tables.size(); from += at_once) {
    std::vector<std::string> questions;
    for (std::size_t i = from; i < std::min(from + at_once, tables.size()); ++i) {
      questions.push_back(
          tables[i]->foreign ? "0" : "(SELECT count(*) FROM " + tables[i]->sql_name() + ")");
    }
    const auto rows =
        session.execute(std::exchange(before, "") + "SELECT " + join(questions, ", "));
    for (std::size_t i = 0; i < questions.size(); ++i)
      counts.push_back(std::stoull(rows.text(0, i)));
  }
  return counts;
}

std::vector<CellRow> acceptable_rows(postgres::Session& session, const Table& table,
                                     RowSource source, std::size_t wanted) {
  return RowByRow(session, table, std::move(source)).acceptable(wanted);
}

namespace {

constexpr const char* taken_back = "ROLLBACK TO SAVEPOINT pgstair_load";

/// One table that is loaded.
class Load {
 public:
  Load(postgres::Session& session, const LoadRequest& request, Recollections& recollections)
      : session_(session), request_(request), recollections_(recollections) {}

  LoadOutcome run() {
    if (const auto outcome = in_bulk()) return *outcome;
    const std::uint64_t before = count_and("SAVEPOINT pgstair_load");
    RowSource first = request_.source;
    std::uint64_t given = 0;
    const auto copied = copy(session_, request_.table, first, request_.wanted, given);
    if (const auto* error = postgres::failure(copied)) {
      const LoadOutcome outcome = without_refused(*error);
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
  /// Many rows of a table whose keys are checked and whose indexes are built in the end; nothing if
  /// something is in the way.
  std::optional<LoadOutcome> in_bulk() {
    constexpr std::uint64_t many = 20'000;
    if (request_.wanted < many || request_.source.columns().empty()) return std::nullopt;
    session_.execute("SAVEPOINT pgstair_bulk");
    const auto outcome = completed_at_once();
    session_.execute(outcome
                         ? "RELEASE SAVEPOINT pgstair_bulk"
                         : "ROLLBACK TO SAVEPOINT pgstair_bulk; RELEASE SAVEPOINT pgstair_bulk");
    return outcome;
  }

  std::optional<LoadOutcome> completed_at_once() {
    const bool keys =
        request_.parents != nullptr && may_check_keys_at_once(session_, request_.table);
    // Checked row by row, a key that refers to its own table would miss the index.
    if (!keys && !request_.table.foreign_keys.empty()) return std::nullopt;
    const auto indexes = postpone_indexes(session_, request_.table);
    if (!keys && indexes.empty()) return std::nullopt;
    if (keys) postpone_keys(session_, *request_.parents, request_.table);
    RowSource source = request_.source;
    std::uint64_t given = 0;
    const auto copied = copy(session_, request_.table, source, request_.wanted, given);
    if (postgres::failure(copied) != nullptr || !build_indexes(session_, indexes)) {
      return std::nullopt;
    }
    if (keys && !check_keys(session_, *request_.parents, request_.table)) return std::nullopt;
    return LoadOutcome{given, source.why_exhausted()};
  }

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
    const auto known = recollections_.find(what);
    if (known != recollections_.end()) {
      if (load_again(known->second)) return known->second.outcome;
      session_.execute(taken_back);
    }
    const TakenRows taken = row_by_row();
    if (!request_.source.columns().empty()) recollections_[what] = taken;
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
    taken.outcome =
        RowByRow(session_, request_.table, request_.source)
            .run(wanted, wanted, request_.thorough ? most_tries : hasty_tries, taken.of_source);
    LoadOutcome& outcome = taken.outcome;
    const bool enough = !request_.thorough && outcome.added > 0;
    if (outcome.added < wanted && !enough && !request_.table.triggers.empty()) {
      const LoadOutcome more =
          RowByRow(session_, request_.table, request_.varied())
              .run(wanted - outcome.added, request_.thorough ? wanted - outcome.added : few,
                   most_varied_tries, taken.of_varied);
      if (outcome.added + more.added >= request_.wanted) outcome.reason.clear();
      outcome.added += more.added;
    }
    return taken;
  }

  postgres::Session& session_;
  const LoadRequest& request_;
  Recollections& recollections_;
  bool may_leave_out_ = !request_.table.triggers.empty() || request_.table.has_insert_rule ||
                        request_.table.partitioned;
};

}  // namespace

LoadOutcome load(postgres::Session& session, const LoadRequest& request,
                 Recollections& recollections) {
  return Load(session, request, recollections).run();
}

}  // namespace pgstair::seed
