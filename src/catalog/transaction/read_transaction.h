// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot_source.h"
#include "catalog/transaction/pinned_settings.h"
#include "postgres/session.h"
#include "support/errors.h"

namespace pgstair::catalog {

/// The catalogs were changed while they were read: something that their rows tell of is gone by the
/// time that the server is asked for its text, or locked. Another try may succeed.
class ChangedWhileRead : public EnvironmentError {
 public:
  using EnvironmentError::EnvironmentError;
};

/// Throws what a refused statement of a read means: ChangedWhileRead, EnvironmentError, or
/// std::logic_error if it is ours.
[[noreturn]] void refuse_read(const postgres::ServerError& error, const std::string& statement);

/// A stretch of a session in which the catalogs are read: settings that the deparse depends on are
/// pinned, and nothing of the session is different afterwards.
///
/// Within an open transaction of the session it is a savepoint, rolled back at the end, so that it
/// sees what is not committed yet; otherwise a read-only transaction of its own.
class ReadTransaction {
 public:
  /// Requires: `session` is not in a failed transaction.
  ReadTransaction(postgres::Session& session, InTransaction in_transaction);
  /// One that sees what another one shares, in another session of the same database.
  ReadTransaction(postgres::Session& session, std::string snapshot_id);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// Waits for no lock longer than a fifth of a second: whoever holds it may be waiting for one of
  /// ours, and must not become the victim of that deadlock, which the server looks for after a
  /// second. Requires: nothing was executed yet.
  void give_way();

  /// Executes the prepared statement `name`; prepares it as `sql` first if the session does not
  /// know it. If it turns out that a script has done away with it (DISCARD ALL), or that somebody
  /// else made it (behind a pooler), the transaction is begun anew. Throws ChangedWhileRead; and
  /// EnvironmentError for a missing privilege or a lock that others hold for too long.
  postgres::Rows execute_prepared(const std::string& name, const std::string& sql,
                                  const std::vector<std::string>& parameters,
                                  Planning planning = Planning::any);

  /// The same for a statement that is used once: nothing is prepared.
  postgres::Rows execute(const std::string& sql, const std::vector<std::string>& parameters,
                         Planning planning = Planning::any);

  /// Lets other transactions see what this one sees, as long as it is open: the name of its
  /// snapshot. Requires: not within an open transaction of the session.
  std::string export_snapshot();

  /// Gives the session back as it was.
  void close();

 private:
  void open();
  void reopen();
  void plan(Planning planning);

  postgres::Session& session_;
  InTransaction in_transaction_;
  std::string snapshot_id_;  ///< the name of somebody's snapshot, or empty
  Planning planning_ = Planning::any;
  std::string opening_;  ///< sent with the first statement, to save a round trip; then empty
  bool closed_ = false;
  bool gives_way_ = false;
};

}  // namespace pgstair::catalog
