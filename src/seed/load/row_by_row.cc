// SPDX-License-Identifier: MIT
#include "seed/load/row_by_row.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t fewest_tries = 400;

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

RowByRow::RowByRow(postgres::Session& session, const Table& table, RowSource source)
    : session_(session), table_(table), source_(std::move(source)) {
  std::vector<std::string> columns{"n bigint"};
  for (std::size_t i = 0; i < source_.columns().size(); ++i) {
    columns.push_back("c" + std::to_string(i) + " text");
  }
  session_.execute("CREATE TEMPORARY TABLE pgstair_candidates (" + join(columns, ", ") +
                   "); CREATE TEMPORARY TABLE pgstair_refusals (state text, message text)");
}

RowByRow::~RowByRow() {
  // Without the server there is nothing to drop: temporary tables go with their session.
  try {
    session_.execute("DROP TABLE pg_temp.pgstair_candidates, pg_temp.pgstair_refusals");
  } catch (const std::exception&) {
  }
}

LoadOutcome RowByRow::run(const Search& search, std::vector<std::uint64_t>& taken) {
  LoadOutcome outcome;
  const std::uint64_t wanted = search.wanted;
  const std::uint64_t fewest = search.hasty ? 0 : fewest_tries;
  std::uint64_t tries = std::max(search.tries_for_each * wanted, fewest);
  while (outcome.added < search.enough && tries > 0) {
    const std::uint64_t size = std::min(tries, std::max(2 * (wanted - outcome.added), fewest));
    const std::uint64_t staged = stage(size);
    outcome.added += insert(wanted - outcome.added, taken);
    tries -= size;
    if (staged < size || (outcome.added == 0 && refused_whatever_they_hold())) break;
  }
  if (outcome.added < wanted) outcome.reason = most_frequent_refusal();
  return outcome;
}

std::vector<CellRow> RowByRow::acceptable(std::size_t wanted) {
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
    for (std::size_t i = 1; i < rows.columns; ++i) into.emplace_back(rows.at(row, i));
  }
  return result;
}

std::string RowByRow::insert_statement() const {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < source_.columns().size(); ++i) {
    values.push_back("c" + std::to_string(i) + "::" + source_.columns()[i]->type_sql);
  }
  const auto names = source_.column_names();
  return "INSERT INTO " + table_.sql_name() +
         (names.empty() ? "" : " (" + join(names, ", ") + ") OVERRIDING SYSTEM VALUE") +
         " SELECT " + join(values, ", ") + " FROM pg_temp.pgstair_candidates";
}

std::uint64_t RowByRow::stage(std::uint64_t size) {
  std::vector<std::string> columns{"n"};
  for (std::size_t i = 0; i < source_.columns().size(); ++i) {
    columns.push_back("c" + std::to_string(i));
  }
  session_.execute("TRUNCATE pg_temp.pgstair_candidates");
  std::uint64_t staged = 0;
  CellRow cells(source_.columns().size());
  const auto outcome = session_.try_copy("pg_temp.pgstair_candidates", columns, [&](CellRow& row) {
    if (staged == size || !source_.next(cells)) return false;
    row[0] = std::to_string(place_++);
    ++staged;
    std::ranges::copy(cells, row.begin() + 1);
    return true;
  });
  return postgres::failure(outcome) == nullptr ? staged : 0;
}

std::uint64_t RowByRow::insert(std::uint64_t wanted, std::vector<std::uint64_t>& taken) {
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

bool RowByRow::refused_whatever_they_hold() {
  const auto rows = session_.execute(
      "SELECT coalesce(bool_and(state IN ('42703', '42883', '42P01')), false) "
      "FROM pg_temp.pgstair_refusals");
  return rows.text(0, 0) == "t";
}

std::string RowByRow::most_frequent_refusal() {
  const auto rows = session_.execute(
      "SELECT state, min(message) FROM pg_temp.pgstair_refusals "
      "GROUP BY state, regexp_replace(message, '\"?[0-9]+\"?', '', 'g') "
      "ORDER BY count(*) DESC, 2 LIMIT 1");
  if (rows.size() == 0) return source_.why_exhausted();
  const std::string state = rows.text(0, 0);
  return (state.empty() ? "" : state + ": ") + first_line(rows.text(0, 1));
}

}  // namespace pgstair::seed
