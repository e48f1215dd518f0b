// SPDX-License-Identifier: MIT
#include "catalog/transaction/read_transaction.h"

#include <set>
#include <stdexcept>
#include <utility>

#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

/// What the server answers where an object has gone between two looks at it.
bool tells_of_change(const std::string& sqlstate) {
  static const std::set<std::string> states{"XX000", "42P01", "42704", "42883", "3F000", "40P01"};
  return states.contains(sqlstate);
}

}  // namespace

void refuse_read(const postgres::ServerError& error, const std::string& statement) {
  const std::string what = "the catalog cannot be read: " + to_string(error);
  if (tells_of_change(error.sqlstate)) throw ChangedWhileRead(what);
  if (error.sqlstate == "42501") {
    throw EnvironmentError(what, "let the role read it, or connect as one that may");
  }
  if (error.sqlstate == "55P03") {
    throw ChangedWhileRead(what, "wait until the migration that runs there has ended");
  }
  throw std::logic_error(what + "\n  in: " + statement);
}

ReadTransaction::ReadTransaction(postgres::Session& session, InTransaction in_transaction)
    : session_(session), in_transaction_(in_transaction) {
  open();
}

ReadTransaction::ReadTransaction(postgres::Session& session, std::string snapshot_id)
    : session_(session), in_transaction_(InTransaction::no), snapshot_id_(std::move(snapshot_id)) {
  open();
}

ReadTransaction::~ReadTransaction() {
  try {
    close();
  } catch (const std::exception&) {  // the session is lost; whoever uses it next will say so
  }
}

void ReadTransaction::open() {
  auto statements = opening_of_read(in_transaction_);
  if (!snapshot_id_.empty()) {
    statements.insert(statements.begin() + 1, "SET TRANSACTION SNAPSHOT '" + snapshot_id_ + "'");
  }
  statements.push_back(pin_settings());
  if (gives_way_) statements.emplace_back("SET LOCAL lock_timeout = '200ms'");
  opening_ = join(statements, "; ") + "; ";
}

void ReadTransaction::give_way() {
  gives_way_ = true;
  open();
}

void ReadTransaction::close() {
  const bool never_opened = !opening_.empty();
  if (closed_ || never_opened) return;
  closed_ = true;
  session_.execute(join(closing_of_read(in_transaction_), "; "));
}

void ReadTransaction::reopen() {
  close();
  closed_ = false;
  open();
}

void ReadTransaction::plan(Planning planning) {
  if (planning != planning_) opening_ += settings_of(planning) + "; ";
  planning_ = planning;
}

postgres::Rows ReadTransaction::execute(const std::string& sql,
                                        const std::vector<std::string>& parameters,
                                        Planning planning) {
  plan(planning);
  std::string statement = sql;
  for (std::size_t i = parameters.size(); i > 0; --i) {  // $12 before $1
    statement =
        replace_all(statement, "$" + std::to_string(i), sql::quote_literal(parameters[i - 1]));
  }
  auto outcome = session_.try_execute(std::exchange(opening_, "") + statement);
  if (const auto* error = postgres::failure(outcome)) refuse_read(*error, sql);
  return std::get<postgres::Done>(std::move(outcome)).rows;
}

std::string ReadTransaction::export_snapshot() {
  return execute("SELECT pg_export_snapshot()", {}).text(0, 0);
}

postgres::Rows ReadTransaction::execute_prepared(const std::string& name, const std::string& sql,
                                                 const std::vector<std::string>& parameters,
                                                 Planning planning) {
  plan(planning);
  postgres::Session::Prepared statement{name, sql, {}};
  for (const auto& parameter : parameters) {
    statement.arguments.push_back(sql::quote_literal(parameter));
  }
  auto outcome = session_.try_execute_prepared(statement, std::exchange(opening_, ""), [&] {
    reopen();
    return std::exchange(opening_, "") + settings_of(planning) + "; ";
  });
  if (const auto* error = postgres::failure(outcome)) refuse_read(*error, name);
  return std::get<postgres::Done>(std::move(outcome)).rows;
}

}  // namespace pgstair::catalog
