// SPDX-License-Identifier: MIT
#include "seed/load.h"

#include <algorithm>

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

postgres::StatementOutcome copy(postgres::Session& session, const Table& table, RowSource& source,
                                std::uint64_t wanted) {
  if (source.columns().empty()) {  // every column counts itself
    return session.try_execute("INSERT INTO " + table.sql_name() +
                               " SELECT FROM generate_series(1, " + std::to_string(wanted) + ")");
  }
  return session.try_copy(table.sql_name(), quoted_columns(source), [&](CellRow& row) {
    if (wanted == 0) return false;
    --wanted;
    return source.next(row);
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

  LoadOutcome run(std::uint64_t wanted, std::uint64_t tries_for_each) {
    LoadOutcome outcome;
    const std::uint64_t fewest = tries_for_each == hasty_tries ? 0 : fewest_tries;
    std::uint64_t tries = std::max(tries_for_each * wanted, fewest);
    while (outcome.added < wanted && tries > 0) {
      const std::uint64_t size = std::min(tries, std::max(2 * (wanted - outcome.added), fewest));
      const std::uint64_t staged = stage(size);
      outcome.added += insert(wanted - outcome.added);
      tries -= size;
      if (staged < size) break;
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
          row[0] = std::to_string(staged++);
          std::ranges::copy(cells, row.begin() + 1);
          return true;
        });
    return postgres::failure(outcome) == nullptr ? staged : 0;
  }

  std::uint64_t insert(std::uint64_t wanted) {
    session_.execute(
        "DO $pgstair$ DECLARE candidate bigint; accepted bigint := 0; affected bigint; "
        "failure text; BEGIN "
        "FOR candidate IN SELECT n FROM pg_temp.pgstair_candidates ORDER BY n LOOP "
        "EXIT WHEN accepted >= " +
        std::to_string(wanted) + "; BEGIN " + insert_statement() +
        " WHERE n = candidate; "
        "GET DIAGNOSTICS affected = ROW_COUNT; accepted := accepted + affected; "
        "IF affected = 0 THEN INSERT INTO pg_temp.pgstair_refusals VALUES ('', "
        "'a trigger or rule leaves the row out'); END IF; "
        "EXCEPTION WHEN OTHERS THEN INSERT INTO pg_temp.pgstair_refusals "
        "VALUES (SQLSTATE, SQLERRM); END; END LOOP; "
        "PERFORM set_config('pgstair.accepted', accepted::text, true); END $pgstair$");
    return std::stoull(session_.execute("SELECT current_setting('pgstair.accepted')").text(0, 0));
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
    auto cells = group.next();
    if (!cells) {
      why_exhausted_ = group.why_exhausted();
      return false;
    }
    for (auto& cell : *cells) row[place++] = std::move(cell);
  }
  return true;
}

std::uint64_t count_rows(postgres::Session& session, const Table& table) {
  return std::stoull(session.execute("SELECT count(*) FROM " + table.sql_name()).text(0, 0));
}

std::vector<CellRow> acceptable_rows(postgres::Session& session, const Table& table,
                                     RowSource source, std::size_t wanted) {
  return RowByRow(session, table, std::move(source)).acceptable(wanted);
}

LoadOutcome load(postgres::Session& session, const Table& table, const RowSource& source,
                 const std::function<RowSource()>& varied, std::uint64_t wanted, bool thorough) {
  const std::uint64_t before = count_rows(session, table);
  RowSource first = source;
  session.execute("SAVEPOINT pgstair_load");
  const auto copied = copy(session, table, first, wanted);
  if (postgres::failure(copied) == nullptr) {
    session.execute("RELEASE SAVEPOINT pgstair_load");
    const std::uint64_t added = count_rows(session, table) - before;
    if (added >= wanted) return {added, ""};
    const bool left_out = first.why_exhausted().empty();
    return {added, left_out ? "a trigger leaves rows out" : first.why_exhausted()};
  }
  session.execute("ROLLBACK TO SAVEPOINT pgstair_load; RELEASE SAVEPOINT pgstair_load");
  LoadOutcome outcome =
      RowByRow(session, table, source).run(wanted, thorough ? most_tries : hasty_tries);
  const bool enough = !thorough && outcome.added > 0;
  if (outcome.added < wanted && !enough && !table.triggers.empty()) {
    const LoadOutcome more =
        RowByRow(session, table, varied()).run(wanted - outcome.added, most_varied_tries);
    if (outcome.added + more.added >= wanted) outcome.reason.clear();
    outcome.added += more.added;
  }
  return outcome;
}

}  // namespace pgstair::seed
