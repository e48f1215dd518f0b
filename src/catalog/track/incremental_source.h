// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "catalog/snapshot_source.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// Reads snapshots of one database again and again, each after the first by re-reading only what
/// was touched. For a single one see whole_reader.h.
///
/// How: CatalogRows finds the catalog rows that are others than at the last read, whether by what
/// was done or by what was rolled back; the roots that they belong to are read again by the kinds'
/// queries (queries/*.sql), together with their direct dependents (pg_depend), whose deparsed text
/// may name them. A first read takes every root. Sequence values, which live outside the catalogs,
/// are read again if anybody touched a sequence. A read throws ChangedWhileRead if others change
/// the catalogs meanwhile; the reader is of no use afterwards.
class IncrementalSource final : public SnapshotSource {
 public:
  IncrementalSource();
  ~IncrementalSource() override;
  IncrementalSource(IncrementalSource&&) noexcept;
  IncrementalSource& operator=(IncrementalSource&&) noexcept;

  /// The database of `session` now. `session` may be a new connection to the same database. Besides
  /// it, `sessions_at_rest` others are connected of which the server's statistics have all that
  /// they did (see pg_stat_force_next_flush); with any other number a read takes longer.
  Snapshot read(postgres::Session& session, InTransaction in_transaction, int sessions_at_rest);

  Snapshot read(postgres::Session& session, InTransaction in_transaction) override {
    return read(session, in_transaction, 0);
  }

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pgstair::catalog
