// SPDX-License-Identifier: MIT
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "support/unique_fd.h"

/// What Session is made of. Two libpqxx generations are supported: 6.4 (Debian 12) and 7.x (Debian
/// 13); where they differ, the difference stands in connection.cc and copy_rows.cc.
namespace pgstair::postgres {

#if PQXX_VERSION_MAJOR >= 7
using PqxxConnection = pqxx::connection;
#else
using PqxxConnection = pqxx::connection_base;
#endif

/// A connection of libpqxx, and of libpq below it what libpqxx has not: results that are not kept,
/// and ways to be rid of a server that does not answer.
class Connection {
 public:
  /// Throws pqxx::broken_connection if there is none.
  explicit Connection(const std::string& conninfo);

  PqxxConnection& pqxx() { return *pqxx_; }
  const PqxxConnection& pqxx() const { return *pqxx_; }

  /// Runs statements as one simple query; the rows that they return are read and forgotten, one by
  /// one. False for COPY … TO STDOUT or FROM STDIN, which has been ended. Throws what libpqxx does.
  bool perform(const std::string& sql);

  /// Asks the server to cancel what runs, for at most `patience`. False: it has not answered. For
  /// another thread to call, as is break_off().
  bool cancel(std::chrono::milliseconds patience) noexcept;
  /// Whoever waits for the server is told that the connection is lost.
  void break_off() noexcept;

 private:
  std::unique_ptr<PqxxConnection> pqxx_;
  PGconn* handle_ = nullptr;
  UniqueFd socket_;  ///< a descriptor of our own, as libpq may close its own at any time
  std::shared_ptr<PGcancel> cancel_;
};

/// COPY `table` (`columns`) FROM STDIN, each row of `width` cells.
void copy_rows(pqxx::transaction_base& transaction, const std::string& table,
               const std::string& columns, std::size_t width, const Session::NextRow& next);

}  // namespace pgstair::postgres
