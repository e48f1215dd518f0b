// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "verify/options.h"

namespace pgstair::named_tests {

/// A request for a walk, as it was given.
struct Request {
  std::string flags;
};

/// A digest of all that decides about the walk of these options (prefix::what_decides()), and of
/// the request. Empty where something decides that cannot be seen from here.
std::string inputs_of(const verify::Options& options, const Request& request);

}  // namespace pgstair::named_tests
