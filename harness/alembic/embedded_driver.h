// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace pgstair::alembic {

/// A file of driver/, built into the program.
struct DriverFile {
  std::string_view name;  ///< without ".py"
  std::string_view text;
};

const std::vector<DriverFile>& embedded_driver();

}  // namespace pgstair::alembic
