// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

#include "catalog/snapshot.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// Whether the session of a read has a transaction block open.
enum class InTransaction { no, yes };

/// Where a walk gets its snapshots from. There are two: read/whole_source.h reads everything each
/// time, and is what the other one is measured by; track/incremental_source.h reads what changed.
///
///     auto source = make_source();
///     Snapshot before = source->read(session, InTransaction::no);
class SnapshotSource {
 public:
  virtual ~SnapshotSource() = default;

  /// The database of `session` now; inside an open transaction of the session as that one sees it.
  /// All reads of a source are of one database; `session` may be a new connection to it. The
  /// session's own settings (search_path, role …) neither disturb the read nor are changed by it.
  /// Requires: it is not in a failed transaction. Throws ChangedWhileRead if others change the
  /// catalogs meanwhile and that shows; the source is of no use afterwards.
  virtual Snapshot read(postgres::Session& session, InTransaction in_transaction) = 0;
};

using MakeSnapshotSource = std::function<std::unique_ptr<SnapshotSource>()>;

}  // namespace pgstair::catalog
