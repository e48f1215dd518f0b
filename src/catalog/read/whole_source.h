// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "catalog/snapshot_source.h"
#include "catalog/transaction/access.h"

namespace pgstair::catalog {

/// Reads the whole catalog each time, and remembers nothing but what the role may read.
class WholeSource final : public SnapshotSource {
 public:
  Snapshot read(postgres::Session& session, InTransaction in_transaction) override;

 private:
  std::optional<Access> access_;
};

}  // namespace pgstair::catalog
