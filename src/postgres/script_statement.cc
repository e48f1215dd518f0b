// SPDX-License-Identifier: MIT
#include "postgres/script_statement.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "postgres/statement_log.h"
#include "sql/copied_rows.h"
#include "support/text.h"

namespace pgstair::postgres {

namespace {

using Row = std::vector<std::optional<std::string>>;

/// As the server words it.
ServerError wrong_width(const sql::CopyTarget& target, const Row& row) {
  ServerError error;
  error.sqlstate = "22P04";
  error.message = row.size() < target.columns.size()
                      ? "missing data for column " + target.columns[row.size()]
                      : "extra data after last expected column";
  return error;
}

StatementOutcome copy(Session& session, const sql::CopyTarget& target, std::string_view text) {
  std::vector<Row> rows;
  for (const auto line : lines(text)) {
    rows.push_back(sql::copied_cells(line));
    if (rows.back().size() != target.columns.size()) return wrong_width(target, rows.back());
  }
  auto next = rows.begin();
  return session.try_copy(target.table, target.columns, [&](Row& row) {
    if (next == rows.end()) return false;
    row = std::move(*next++);
    return true;
  });
}

std::optional<StatementOutcome> attempt_statement(Session& session, const sql::Statement& statement,
                                                  const std::string& before) {
  const auto sort = sql::classify(statement.text);
  if (sort == sql::StatementClass::psql_restriction) {
    if (!before.empty()) session.execute(before);
    return Done{};
  }
  if (sort == sql::StatementClass::copy_to_client) return std::nullopt;
  if (sort == sql::StatementClass::copy_from_client) {
    const auto target = sql::copy_target(statement.text);
    if (!statement.rows || !target) return std::nullopt;
    if (!before.empty()) session.execute(before);
    return copy(session, *target, *statement.rows);
  }
  return session.try_perform(statement.text, before);
}

}  // namespace

std::optional<StatementOutcome> try_statement(Session& session, const sql::Statement& statement,
                                              const std::string& before) {
  const auto started = std::chrono::steady_clock::now();
  auto outcome = attempt_statement(session, statement, before);
  // With -vv the session has told it already.
  if (outcome && spdlog::get_level() == spdlog::level::debug)
    log_statement(spdlog::level::debug, started, *outcome, statement.text);
  return outcome;
}

}  // namespace pgstair::postgres
