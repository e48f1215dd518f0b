// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot_source.h"
#include "catalog/transaction/pinned_settings.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// A statement over the catalogs that is asked again and again: prepared at its first execution and
/// planned then as it says.
struct PreparedQuery {
  std::string name;  ///< without the prefix that tells ours from a script's; none: not prepared
  std::string sql;
  std::vector<std::string> parameters;
  Planning planning = Planning::any;
};

/// A read of few round trips: one for each ask(), all in a transaction of their own (or a
/// savepoint) with settings pinned, which opens and closes with the messages that are sent anyway.
/// Nothing of the session is different afterwards.
///
///     BatchedRead read(session, InTransaction::no);
///     const auto found = read.ask({which_changed});
///     const auto rows = read.ask(details_of(found), BatchedRead::Then::close);
class BatchedRead {
 public:
  enum class Then { go_on, close };

  BatchedRead(postgres::Session& session, InTransaction in_transaction)
      : session_(&session), in_transaction_(in_transaction) {}
  ~BatchedRead();
  BatchedRead(const BatchedRead&) = delete;
  BatchedRead& operator=(const BatchedRead&) = delete;

  /// The rows of each query. After `close`, another ask() opens it anew. Throws ChangedWhileRead;
  /// and EnvironmentError for a missing privilege or a lock that others hold for too long.
  std::vector<postgres::Rows> ask(const std::vector<PreparedQuery>& queries,
                                  Then then = Then::go_on);

 private:
  std::vector<std::string> opening() const;

  postgres::Session* session_;
  InTransaction in_transaction_;
  bool is_open_ = false;
};

}  // namespace pgstair::catalog
