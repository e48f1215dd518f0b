// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot_reader.h"
#include "postgres/session.h"
#include "support/errors.h"

namespace pgstair::catalog {

/// How a statement may be planned. The planner misjudges the sizes of catalogs until somebody
/// analyzes them: a statement over whole catalogs keeps to hashing, which is right for any size,
/// and one over a few rows to looking up what belongs to each.
enum class Planning { any, hashing_only, lookups_only };

/// The catalogs were changed while they were read: something that their rows tell of is gone by the
/// time that the server is asked for its text. Another try may succeed.
class ChangedWhileRead : public EnvironmentError {
 public:
  using EnvironmentError::EnvironmentError;
};

/// A stretch of a session in which the catalogs are read: settings that the deparse depends on are
/// pinned, and nothing of the session is different afterwards.
///
/// Within an open transaction of the session it is a savepoint, rolled back at the end, so that it
/// sees what is not committed yet; otherwise a read-only transaction of its own.
class ReadTransaction {
 public:
  /// Requires: `session` is not in a failed transaction.
  ReadTransaction(postgres::Session& session, InTransaction in_transaction);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// Executes the prepared statement `name`; prepares it as `sql` first if the session does not
  /// know it (a new session, or a script that said DISCARD ALL). Throws ChangedWhileRead; and
  /// EnvironmentError for a missing privilege or a lock that others hold for too long.
  postgres::Rows execute_prepared(const std::string& name, const std::string& sql,
                                  const std::vector<std::string>& parameters,
                                  Planning planning = Planning::any);

  /// Gives the session back as it was.
  void close();

 private:
  void open();
  void reopen();

  postgres::Session& session_;
  InTransaction in_transaction_;
  Planning planning_ = Planning::any;
  std::string opening_;  ///< sent with the first statement, to save a round trip; then empty
  bool closed_ = false;
};

}  // namespace pgstair::catalog
