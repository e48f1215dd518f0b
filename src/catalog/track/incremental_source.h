// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "catalog/snapshot_source.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// Reads, each time after the first, only what was touched since the time before. What exists for
/// that lives in this folder; docs/design/change-tracking.md says how it works and what it costs.
class IncrementalSource final : public SnapshotSource {
 public:
  IncrementalSource();
  ~IncrementalSource() override;
  IncrementalSource(IncrementalSource&&) noexcept;
  IncrementalSource& operator=(IncrementalSource&&) noexcept;

  Snapshot read(postgres::Session& session, InTransaction in_transaction) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pgstair::catalog
