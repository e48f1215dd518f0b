// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot_source.h"

namespace pgstair::catalog {

/// Reads the whole catalog each time and remembers nothing.
class WholeSource final : public SnapshotSource {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction) override;
};

}  // namespace pgstair::catalog
