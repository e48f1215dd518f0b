// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "catalog/read/access.h"
#include "catalog/read/read_transaction.h"
#include "catalog/snapshot.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// How a read's statements are executed: once, or prepared, in a session that reads again and may
/// have prepared them already (by an IncrementalSource): planning them takes longer than a small
/// read.
enum class Statements { once, prepared };

/// Reads a database whole and at once, trusting nothing that was read before.
///
/// The session's own settings neither disturb a read nor are changed by it; it must not be in a
/// failed transaction. The session outlives the reader.
class WholeReader {
 public:
  explicit WholeReader(postgres::Session& session) : session_(session) {}

  /// The database now; inside an open transaction of the session as that one sees it.
  /// Throws ChangedWhileRead if others change it meanwhile and that shows.
  Snapshot read(InTransaction in_transaction, Statements statements = Statements::once);

  /// A snapshot, and whether nobody changed anything from its moment on until the read was over.
  /// Sequences never rest, and do not count.
  struct Watched {
    Snapshot snapshot;
    bool at_rest = false;
  };

  /// The same of a large database by several sessions side by side (as many as there are cores,
  /// four at most), all of which see the same moment; by one if the server lets no more in.
  Watched read_side_by_side();

 private:
  const Access& access(ReadTransaction& transaction);

  postgres::Session& session_;
  std::optional<Access> access_;
};

/// A single read by a session of which nobody else is changing the database.
Snapshot read_whole(postgres::Session& session, InTransaction in_transaction = InTransaction::no,
                    Statements statements = Statements::once);

}  // namespace pgstair::catalog
