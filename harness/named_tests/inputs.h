// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "verify/options.h"

namespace pgstair::named_tests {

/// A request for a walk, as it was given.
struct Request {
  std::filesystem::path folder;  ///< where a pgstair.toml may be
  std::string flags;
};

/// A checksum of all that decides about the walk of these options: this program, the server's, the
/// request, its pgstair.toml, and every file that the options name or that lies in the chain's
/// folder. Empty where something decides that cannot be seen from here:
/// code (Alembic, other runners), a database, a command, the environment (goose's ENVSUB).
std::string inputs_of(const verify::Options& options, const Request& request);

}  // namespace pgstair::named_tests
