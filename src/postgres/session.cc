// SPDX-License-Identifier: MIT
#include "postgres/session.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "postgres/connection.h"
#include "postgres/connection_string.h"
#include "postgres/hidden_passwords.h"
#include "postgres/statement_log.h"
#include "postgres/watch.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::postgres {

namespace {

using namespace std::chrono_literals;

Rows rows_of(const pqxx::result& result) {
  Rows rows;
  rows.columns = static_cast<std::size_t>(result.columns());
  for (pqxx::row::size_type column = 0; column < result.columns(); ++column) {
    rows.header.push_back({result.column_name(column), result.column_type(column)});
  }
  rows.values.reserve(static_cast<std::size_t>(result.size()) * rows.columns);
  for (const auto& row : result) {
    for (const auto& field : row) {
      if (field.is_null()) {
        rows.values.emplace_back();
      } else {
        rows.values.emplace_back(std::string_view(field.c_str(), field.size()));
      }
    }
  }
  rows.answer = std::make_shared<const pqxx::result>(result);  // a reference to the same
  return rows;
}

/// Whether the statement was COPY … TO STDOUT or FROM STDIN: such a result has columns without
/// names, and the connection waits for the rows to be taken or sent.
bool is_copy(const pqxx::result& result) try {
  if (result.columns() > 0) (void)result.column_name(0);
  return false;
} catch (const pqxx::range_error&) {
  return true;
}

/// Of a server that accepts a connection and never answers; libpq would wait for ever.
constexpr const char* seconds_to_connect = "10";

constexpr auto time_to_take_a_cancel = 5s;
constexpr auto time_to_send_a_cancel = 500ms;
constexpr auto usual_patience = 900s;  // the largest thing of ours is an index on seeded rows
constexpr const char* patience_variable = "PGSTAIR_ANSWER_TIMEOUT";

std::chrono::seconds patience_of_the_caller() {
  const char* const text = std::getenv(patience_variable);
  if (text == nullptr || *text == '\0') return usual_patience;
  const std::string_view digits = text;
  int seconds = 0;
  const auto [end, fault] = std::from_chars(digits.begin(), digits.end(), seconds);
  if (fault != std::errc{} || end != digits.end() || seconds < 1)
    throw UsageError(std::string(patience_variable) +
                     " must be a whole number of seconds, at least 1");
  return std::chrono::seconds(seconds);
}

}  // namespace

class Session::Impl {
 public:
  explicit Impl(const std::string& conninfo)
      : conninfo_(conninfo),
        connection_(connect(conninfo)),
        watch_(patience_.load(), [this] { return give_up(); }) {}

  StatementOutcome run(const std::string& sql) {
    return attempt(sql, [&](pqxx::nontransaction& transaction) -> StatementOutcome {
      const pqxx::result result = transaction.exec(sql);
      if (!is_copy(result)) return Done{rows_of(result)};
      // Has libpq end the copy. Rows and whatever else the query says are thrown away, so this must
      // not pass for done.
      transaction.exec("");
      return copy_needs_client();
    });
  }

  StatementOutcome perform(const std::string& sql) {
    return attempt(sql, [&](pqxx::nontransaction&) -> StatementOutcome {
      if (!connection_.perform(sql)) return copy_needs_client();
      return Done{};
    });
  }

  std::vector<StatementOutcome> run_all(const std::vector<std::string>& statements) {
    std::vector<StatementOutcome> outcomes;
    auto last = attempt(join(statements, "; "), [&](pqxx::nontransaction& transaction) {
      pqxx::pipeline pipeline(transaction);
      pipeline.retain(static_cast<int>(statements.size()));  // they leave as one simple query
      for (const auto& statement : statements) pipeline.insert(statement);
      pipeline.complete();
      while (!pipeline.empty()) outcomes.emplace_back(Done{rows_of(pipeline.retrieve().second)});
      return StatementOutcome(Done{});
    });
    if (failure(last) != nullptr) outcomes.push_back(std::move(last));
    return outcomes;
  }

  /// Rows that the server takes are a sign of life.
  StatementOutcome copy(const std::string& table, const std::string& columns, std::size_t width,
                        const NextRow& next) {
    constexpr std::size_t rows_a_sign = 1000;
    std::size_t rows = 0;
    const auto next_of_many = [&](std::vector<std::optional<std::string>>& row) {
      if (++rows % rows_a_sign == 0) watch_.begin();
      return next(row);
    };
    return attempt("COPY " + table + " (" + columns + ") FROM STDIN",
                   [&](pqxx::nontransaction& transaction) {
                     copy_rows(transaction, table, columns, width, next_of_many);
                     return StatementOutcome(Done{});
                   });
  }

  bool cancel() noexcept { return connection_.cancel(time_to_take_a_cancel); }

  void break_off(const std::string& reason) noexcept {
    why_broken_off_ = reason;
    is_broken_off_ = true;
    connection_.break_off();
  }

  std::chrono::seconds patience() const { return patience_; }
  void set_patience(std::chrono::seconds patience) {
    patience_ = patience;
    watch_.set_limit(patience);
  }
  int server_version() const { return connection_.pqxx().server_version(); }
  const std::string& conninfo() const { return conninfo_; }
  std::set<std::string>& prepared() { return prepared_; }  // their names, as far as we know

 private:
  static Connection connect(const std::string& conninfo) try {
    // As libpq reads it, so that its complaints do not repeat what it misunderstood.
    ConnectionString parsed = ConnectionString::parse(conninfo);
    const bool is_bounded = parsed.get("connect_timeout") || std::getenv("PGCONNECT_TIMEOUT");
    if (!is_bounded) parsed = parsed.with("connect_timeout", seconds_to_connect);
    return Connection(parsed.conninfo());
  } catch (const pqxx::broken_connection& error) {
    throw EnvironmentError("cannot connect to " + without_password(conninfo) + ": " +
                           hide_passwords(trim(error.what()), conninfo));
  }

  template <typename Work>
  StatementOutcome attempt(const std::string& sql, const Work& work) {
    if (!spdlog::should_log(spdlog::level::trace)) return attempt_silently(sql, work);
    const auto started = std::chrono::steady_clock::now();
    StatementOutcome outcome = attempt_silently(sql, work);
    log_statement(spdlog::level::trace, started, outcome,
                  "[" + std::to_string(connection_.pqxx().backendpid()) + "] " + sql);
    return outcome;
  }

  template <typename Work>
  StatementOutcome attempt_silently(const std::string& sql, const Work& work) try {
    // libpqxx 6 would quietly connect again, to a server that may not be ours.
    if (!connection_.pqxx().is_open()) throw lost("it was closed before");
    pqxx::nontransaction transaction(connection_.pqxx());
    const Watch::Span span(watch_);
    return work(transaction);
  } catch (const pqxx::broken_connection& error) {
    throw lost(error.what(), sql);
  } catch (const pqxx::sql_error& error) {
    if (!connection_.pqxx().is_open()) throw lost(error.what(), sql);
    ServerError refusal = parse_server_error(error.what(), error.sqlstate(), sql);
    throw_if_disk_is_full(refusal);
    return refusal;
  } catch (const pqxx::failure& error) {
    if (!connection_.pqxx().is_open()) throw lost(error.what(), sql);
    return parse_server_error(error.what(), "", sql);
  }

  /// Of the watch. If the server lives, it would go on with what runs, so it is told.
  Watch::Clock::duration give_up() {
    break_off("the server at " + without_password(conninfo_) + " has not answered within " +
              std::to_string(patience().count()) + " s");
    connection_.cancel(time_to_send_a_cancel);
    return usual_patience;
  }

  EnvironmentError lost(const char* reason, const std::string& sql = "") const {
    if (is_broken_off_) {
      constexpr std::size_t most_bytes = 1000;
      return EnvironmentError(
          why_broken_off_ + ":\n  | " + hide_passwords(shortened(trim(sql), most_bytes)),
          "Is the server stopped, cut off, or waiting for somebody's lock? If it needs so long, "
          "give it more: `timeout` for scripts, " +
              std::string(patience_variable) + " (seconds) for all else.");
    }
    return EnvironmentError(
        "the server closed the connection to " + without_password(conninfo_) + " (" +
            std::string(trim(reason)) + ")",
        "Was the server stopped, or killed for want of memory (`dmesg` tells)? Run again.");
  }

  std::string conninfo_;
  std::set<std::string> prepared_;
  std::string why_broken_off_;  // of the thread that did it, until it has
  std::atomic<bool> is_broken_off_ = false;
  std::atomic<std::chrono::seconds> patience_ = patience_of_the_caller();
  Connection connection_;
  Watch watch_;
};

Session::Session(const std::string& conninfo) : impl_(std::make_unique<Impl>(conninfo)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

StatementOutcome Session::try_execute(const std::string& sql) { return impl_->run(sql); }

StatementOutcome Session::try_perform(const std::string& sql, const std::string& before) {
  const std::string opening = before.empty() ? "" : before + "; ";
  StatementOutcome outcome = impl_->perform(opening + sql);
  if (auto* error = std::get_if<ServerError>(&outcome); error != nullptr && error->position > 0) {
    error->position -= static_cast<int>(opening.size());
  }
  return outcome;
}

std::vector<StatementOutcome> Session::try_execute_all(const std::vector<std::string>& statements) {
  return impl_->run_all(statements);
}

namespace {

std::string execute_call(const Session::Prepared& statement) {
  std::string call = "EXECUTE " + statement.name;
  if (!statement.arguments.empty()) call += "(" + join(statement.arguments, ", ") + ")";
  return call;
}

constexpr const char* unknown_statement = "26000";
constexpr const char* statement_exists = "42P05";

}  // namespace

std::variant<std::vector<Rows>, ServerError> Session::try_execute_batch(const Batch& batch) {
  for (bool is_first_try = true;; is_first_try = false) {
    std::vector<std::string> statements = batch.before;
    std::vector<std::size_t> calls;  // where in `statements`
    std::set<std::string> new_names;
    for (const Prepared& statement : batch.statements) {
      if (statement.name.empty()) {
        calls.push_back(statements.size());
        statements.push_back(statement.sql);
        continue;
      }
      if (!impl_->prepared().contains(statement.name) && new_names.insert(statement.name).second) {
        if (!statement.planned_by.empty()) statements.push_back(statement.planned_by);
        statements.push_back("PREPARE " + statement.name + " AS " + statement.sql);
      }
      calls.push_back(statements.size());
      statements.push_back(execute_call(statement));
    }
    statements.insert(statements.end(), batch.after.begin(), batch.after.end());
    auto outcomes = try_execute_all(statements);
    const ServerError* error = failure(outcomes.back());
    if (error == nullptr) {
      impl_->prepared().merge(new_names);
      std::vector<Rows> rows;
      for (const std::size_t call : calls) rows.push_back(std::get<Done>(outcomes[call]).rows);
      return rows;
    }
    ServerError refusal = *error;
    for (const auto& statement : batch.undo) execute(statement);
    const bool is_mistaken =
        refusal.sqlstate == unknown_statement || refusal.sqlstate == statement_exists;
    if (!is_mistaken || !is_first_try || batch.undo.empty()) return refusal;
    impl_->prepared().clear();
    const Rows names = execute("SELECT name FROM pg_catalog.pg_prepared_statements");
    for (std::size_t row = 0; row < names.size(); ++row) {
      impl_->prepared().insert(names.text(row, 0));
    }
  }
}

StatementOutcome Session::try_execute_prepared(const Prepared& statement, const std::string& before,
                                               const std::function<std::string()>& anew) {
  const std::string& name = statement.name;
  const auto preparing = [&](bool wanted) {
    return wanted ? "PREPARE " + name + " AS " + statement.sql + "; " : std::string();
  };
  const std::string call = execute_call(statement);
  const bool is_known = impl_->prepared().contains(name);
  auto outcome = try_execute(before + preparing(!is_known) + call);
  const ServerError* error = failure(outcome);
  if (error != nullptr && error->sqlstate == (is_known ? unknown_statement : statement_exists)) {
    outcome = try_execute(anew() + preparing(is_known) + call);
    error = failure(outcome);
  }
  if (error == nullptr) {
    impl_->prepared().insert(name);
  } else {
    impl_->prepared().erase(name);
  }
  return outcome;
}

StatementOutcome Session::try_copy(const std::string& table,
                                   const std::vector<std::string>& columns, const NextRow& next) {
  return impl_->copy(table, join(columns, ", "), columns.size(), next);
}

namespace {

Rows require_done(StatementOutcome outcome, const std::string& sql) {
  if (const ServerError* error = failure(outcome)) {
    if (error->sqlstate == "42501") throw EnvironmentError(to_string(*error) + "\n  in: " + sql);
    bug(to_string(*error) + "\n  in: " + sql);
  }
  return std::get<Done>(std::move(outcome)).rows;
}

}  // namespace

Rows Session::execute(const std::string& sql) { return require_done(try_execute(sql), sql); }

std::chrono::seconds Session::patience() const { return impl_->patience(); }

void Session::set_patience(std::chrono::seconds patience) { impl_->set_patience(patience); }

bool Session::cancel() noexcept { return impl_->cancel(); }

void Session::break_off(const std::string& reason) noexcept { impl_->break_off(reason); }

int Session::server_version() const { return impl_->server_version(); }

std::string Session::server_version_text() const {
  // Version 10 and later: major * 10000 + minor.
  const int version = server_version();
  return std::to_string(version / 10000) + "." + std::to_string(version % 10000);
}

const std::string& Session::conninfo() const { return impl_->conninfo(); }

}  // namespace pgstair::postgres
