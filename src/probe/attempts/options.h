// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "postgres/scratch_databases.h"

namespace pgstair::probe {

struct Options {
  std::uint64_t seed = 1;
  /// Why a table is neither filled nor probed; empty: it is.
  std::function<std::string(const std::string& schema, const std::string& table)> leave_alone = {};
  /// Whether a table is filled, as others refer to it, and not probed: it is somebody else's.
  std::function<bool(const std::string& schema, const std::string& table)> is_anothers = {};
  /// How many may work side by side, each on a copy of the database.
  unsigned jobs = 1;
  /// Makes such a copy, to which nobody is connected then. Empty: there is only the database.
  std::function<std::unique_ptr<postgres::ScratchDatabase>()> copy = {};
};

}  // namespace pgstair::probe
