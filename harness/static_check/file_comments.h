// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/errors.h"

namespace pgstair::static_check {

/// A point of a review that nobody has ticked off.
struct OpenPoint {
  std::string text;
  Location location;
};

/// Those in the comments of an SQL file: `-- [ ] the enum's label`, also as an item of a list.
std::vector<OpenPoint> open_points(const std::string& file);

}  // namespace pgstair::static_check
