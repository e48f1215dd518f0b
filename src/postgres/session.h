// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "postgres/server_error.h"

/// The only part that speaks to Postgres, and the only one that includes libpqxx and libpq.
namespace pgstair::postgres {

/// The rows of a query: text or NULL, row by row.
struct Rows {
  struct Column {
    std::string name;
    std::uint32_t type = 0;  ///< its OID: 16 is boolean, 25 text
  };
  using Cell = std::optional<std::string_view>;

  std::vector<Column> header;
  std::size_t columns = 0;
  std::vector<Cell> values;            ///< row-major; they live as long as a copy of these rows
  std::shared_ptr<const void> answer;  ///< of the server, which the values are texts of

  std::size_t size() const { return columns == 0 ? 0 : values.size() / columns; }
  const Cell& at(std::size_t row, std::size_t column) const {
    return values[row * columns + column];
  }
  /// The text of a cell that cannot be NULL; an empty string if it is.
  std::string text(std::size_t row, std::size_t column) const {
    return std::string(at(row, column).value_or(""));
  }
};

struct Done {
  Rows rows;
};

/// What became of a statement: it is done, or the server refused it. Losing the server is neither;
/// that throws EnvironmentError.
using StatementOutcome = std::variant<Done, ServerError>;

inline const ServerError* failure(const StatementOutcome& outcome) {
  return std::get_if<ServerError>(&outcome);
}

/// One connection to one database. Movable; closed when it goes.
///
/// Every member throws EnvironmentError when the connection is lost or cannot be made. No statement
/// waits for ever: a server that has not answered when the session's patience is at its end loses
/// the connection. That is 15 minutes, or as many seconds as PGSTAIR_ANSWER_TIMEOUT says.
class Session {
 public:
  /// Connects. `conninfo` is a libpq connection string or URL.
  explicit Session(const std::string& conninfo);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// Runs one statement (or several, as one simple query; the rows are the last one's).
  [[nodiscard]] StatementOutcome try_execute(const std::string& sql);

  /// Runs a statement of a script, after `before` (such as a BEGIN) in the same round trip. Rows
  /// that it selects are forgotten as they come, so that their number costs no memory. A position
  /// in an error is one of `sql`.
  [[nodiscard]] StatementOutcome try_perform(const std::string& sql,
                                             const std::string& before = "");

  /// Runs statements one after the other until one fails, all in one round trip: what became of
  /// each that was run; only the last of them can have failed. Outside of a transaction block they
  /// make one transaction, but for those before a COMMIT or ROLLBACK. None may hold a semicolon
  /// that ends a statement. Requires: not in a failed transaction.
  [[nodiscard]] std::vector<StatementOutcome> try_execute_all(
      const std::vector<std::string>& statements);

  /// A statement that is prepared at its first execution.
  struct Prepared {
    std::string name;  ///< none: it is not prepared, and has no arguments
    std::string sql;
    std::vector<std::string> arguments;  ///< SQL expressions
    std::string planned_by = {};         ///< a statement to run before it is prepared; or empty
  };

  /// Prepared statements, and what is said before and after them, that make one round trip.
  struct Batch {
    std::vector<std::string> before;
    std::vector<Prepared> statements;
    std::vector<std::string> after;
    std::vector<std::string> undo;  ///< what undoes `before` if one fails; or nothing does yet
  };

  /// Executes a batch: the rows of each of its statements, or what the server refused. Statements
  /// that a script has done away with meanwhile are prepared again, if the batch can be undone.
  [[nodiscard]] std::variant<std::vector<Rows>, ServerError> try_execute_batch(const Batch& batch);

  /// Executes a prepared statement, after what `before` says (both as one simple query). It may
  /// turn out that a script has done away with it (DISCARD ALL), or that somebody else has made it
  /// (behind a pooler); then the open transaction has failed, and `anew` ends it and says what to
  /// begin the next try with.
  [[nodiscard]] StatementOutcome try_execute_prepared(const Prepared& statement,
                                                      const std::string& before,
                                                      const std::function<std::string()>& anew);

  /// try_execute() for our own SQL, which must not fail: a ServerError becomes std::logic_error
  /// (EnvironmentError for a missing privilege, SQLSTATE class 42501).
  Rows execute(const std::string& sql);

  /// Gives the next row of a COPY: fills `row` (as many cells as there are columns, nothing for
  /// NULL) and returns true, or returns false at the end.
  using NextRow = std::function<bool(std::vector<std::optional<std::string>>& row)>;

  /// COPY `table` (`columns`) FROM STDIN, all rows or none of them. `table` and `columns` are SQL,
  /// so they are quoted where they need it. Not for the first statement after a failure in a
  /// transaction.
  [[nodiscard]] StatementOutcome try_copy(const std::string& table,
                                          const std::vector<std::string>& columns,
                                          const NextRow& next);

  /// How long an answer is waited for, or the server may take no rows of a COPY.
  std::chrono::seconds patience() const;
  void set_patience(std::chrono::seconds patience);

  /// Asks the server to give up the statement that runs, if one does: it fails with 57014. For
  /// another thread to call. False: the server did not answer within some seconds.
  bool cancel() noexcept;
  /// Breaks the connection off, so that whoever waits for an answer has an EnvironmentError, which
  /// says `reason`. For another thread to call.
  void break_off(const std::string& reason) noexcept;

  /// Server version as 150020, and as "15.20".
  int server_version() const;
  std::string server_version_text() const;
  const std::string& conninfo() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pgstair::postgres
