// SPDX-License-Identifier: MIT
#include "catalog/transaction/batch.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>
#include <variant>

#include "catalog/transaction/read_transaction.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

postgres::Session::Prepared prepared(const PreparedQuery& query) {
  postgres::Session::Prepared statement{"", query.sql, {}, settings_of(query.planning)};
  if (!query.name.empty()) statement.name = "pgstair_" + query.name;
  for (const auto& parameter : query.parameters) {
    statement.arguments.push_back(sql::quote_literal(parameter));
  }
  return statement;
}

}  // namespace

BatchedRead::~BatchedRead() {
  if (!is_open_) return;
  try {
    session_->execute(join(closing_of_read(in_transaction_), "; "));
  } catch (const std::exception& error) {  // a lost server, which the next statement tells
    spdlog::debug("a read was not closed: {}", error.what());
  }
}

std::vector<std::string> BatchedRead::opening() const {
  auto opening = opening_of_read(in_transaction_);
  // Each statement sees what is committed by then, which is the same for all where nobody writes.
  // The message begins with a query of libpqxx's, after which a stricter level cannot be asked for.
  if (in_transaction_ == InTransaction::no) opening.front() = "BEGIN READ ONLY";
  return opening;
}

std::vector<postgres::Rows> BatchedRead::ask(const std::vector<PreparedQuery>& queries, Then then) {
  if (queries.empty() && (then == Then::go_on || !is_open_)) return {};
  postgres::Session::Batch batch;
  const bool opens = !is_open_;
  if (opens) {
    batch.before = opening();
    batch.statements.push_back({"pgstair_pin_settings", pin_settings_and_planning(), {}});
    batch.undo = closing_of_read(in_transaction_);
  }
  for (const PreparedQuery& query : queries) batch.statements.push_back(prepared(query));
  if (then == Then::close) batch.after = closing_of_read(in_transaction_);
  auto outcome = session_->try_execute_batch(batch);
  if (const auto* error = std::get_if<postgres::ServerError>(&outcome)) {
    refuse_read(*error, queries.empty() ? "the end of a read" : queries.front().name);
  }
  is_open_ = then == Then::go_on;
  auto rows = std::get<std::vector<postgres::Rows>>(std::move(outcome));
  if (opens) rows.erase(rows.begin());
  return rows;
}

}  // namespace pgstair::catalog
