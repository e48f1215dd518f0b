// SPDX-License-Identifier: MIT
#include "preflight/real_database.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "catalog/live/live_database.h"
#include "postgres/connection_string.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

std::string reason(const postgres::ServerError& error) {
  const bool unknown = error.sqlstate == "42P01" || error.sqlstate == "42703";
  return error.message +
         (unknown ? " (a revision before this one, not applied yet, makes it)" : "");
}

}  // namespace

RealDatabase::RealDatabase(const PreflightOptions& options)
    : options_(options), session_(options.url) {
  constexpr std::chrono::seconds enough_to_say_so{60};  // that a question took longer than it may
  const auto to_say_so = std::min(session_.patience(), enough_to_say_so);
  session_.set_patience(
      std::max(session_.patience(),
               std::chrono::duration_cast<std::chrono::seconds>(options.timeout) + to_say_so));
  const std::string timeout = std::to_string(options.timeout.count());
  session_.execute("SET default_transaction_read_only = on");
  session_.execute("SET statement_timeout = " + timeout);
  session_.execute("SET lock_timeout = " + timeout);
  session_.execute("SET application_name = 'pgstair'");
  session_.execute("SET row_security = off");  // an error instead of rows left out
  session_.execute("BEGIN READ ONLY");
}

void RealDatabase::answer(report::PreflightQuestion& question) {
  const std::string most = std::to_string(options_.most_rows);
  const auto count = ask("SELECT count(*) FROM (" + question.query + " LIMIT " + most + ") AS q");
  question.not_answered = count.not_answered;
  if (count.rows.size() == 0) return;
  question.rows = std::stoull(count.rows.text(0, 0));
  question.more = question.rows == options_.most_rows;
  if (question.rows == 0 || options_.keys == 0) return;
  const auto keys = ask(question.query + " LIMIT " + std::to_string(options_.keys));
  question.not_answered = keys.not_answered;
  for (std::size_t row = 0; row < keys.rows.size(); ++row) {
    std::vector<std::string> cells;
    for (std::size_t column = 0; column < keys.rows.columns; ++column)
      cells.push_back(keys.rows.text(row, column));
    question.keys.push_back(join(cells, ", "));
  }
}

RealDatabase::Answer RealDatabase::ask(const std::string& sql) {
  session_.execute("SAVEPOINT pgstair_question");
  auto outcome = session_.try_execute(sql);
  session_.execute("ROLLBACK TO SAVEPOINT pgstair_question");
  if (const auto* error = postgres::failure(outcome)) return {{}, reason(*error)};
  return {std::move(std::get<postgres::Done>(outcome).rows), {}};
}

RealSchema read_schema(const std::string& url) {
  postgres::Session session(postgres::ConnectionString::parse(url).url());
  session.execute("SET default_transaction_read_only = on");
  session.execute("SET application_name = 'pgstair'");
  return {catalog::read_live(session), session.server_version_text()};
}

}  // namespace pgstair::preflight
