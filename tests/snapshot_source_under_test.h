// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <memory>
#include <string_view>

#include "catalog/snapshot_source.h"
#include "catalog/track/incremental_source.h"

namespace pgstair {

/// Whether walks read whole catalogs each time: PGSTAIR_TEST_SNAPSHOT_SOURCE=whole; without it they
/// read what was touched, as for a user. Findings must be the same.
inline bool whole_snapshots_under_test() {
  const char* source = std::getenv("PGSTAIR_TEST_SNAPSHOT_SOURCE");
  return source != nullptr && std::string_view(source) == "whole";
}

inline catalog::MakeSnapshotSource snapshot_source_under_test() {
  if (whole_snapshots_under_test()) return {};
  return [] { return std::make_unique<catalog::IncrementalSource>(); };
}

}  // namespace pgstair
