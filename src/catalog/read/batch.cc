// SPDX-License-Identifier: MIT
#include "catalog/read/batch.h"

#include <utility>
#include <variant>

#include "catalog/read/read_transaction.h"
#include "sql/script.h"

namespace pgstair::catalog {

namespace {

postgres::Session::Prepared prepared(const PreparedQuery& query) {
  postgres::Session::Prepared statement{
      "pgstair_" + query.name, query.sql, {}, settings_of(query.planning)};
  for (const auto& parameter : query.parameters) {
    statement.arguments.push_back(sql::quote_literal(parameter));
  }
  return statement;
}

}  // namespace

std::vector<postgres::Rows> execute_batch(postgres::Session& session, InTransaction in_transaction,
                                          const std::vector<PreparedQuery>& queries) {
  if (queries.empty()) return {};
  postgres::Session::Batch batch{
      opening_of_read(in_transaction), {}, closing_of_read(in_transaction)};
  // Each statement sees what is committed by then, which is the same for all where nobody writes.
  // The message begins with a query of libpqxx's, after which a stricter level cannot be asked for.
  if (in_transaction == InTransaction::no) batch.opening.front() = "BEGIN READ ONLY";
  batch.statements.push_back({"pgstair_pin_settings", pin_settings(), {}});
  for (const PreparedQuery& query : queries) batch.statements.push_back(prepared(query));
  auto outcome = session.try_execute_batch(batch);
  if (const auto* error = std::get_if<postgres::ServerError>(&outcome)) {
    refuse_read(*error, queries.front().name);
  }
  auto rows = std::get<std::vector<postgres::Rows>>(std::move(outcome));
  rows.erase(rows.begin());
  return rows;
}

}  // namespace pgstair::catalog
