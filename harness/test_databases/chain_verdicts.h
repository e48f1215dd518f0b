// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "test_databases/protocol.h"
#include "verify/options.h"

/// What a walk says of a chain, as the fields of answers; protocol.h has their order.
namespace pgstair::test_databases {

/// Throws as verify::verify().
Fields verify_chain(const verify::Options& options);

/// The chain's tests, from its files alone. `each`: `chain`, `revision` or `check`. Throws
/// UsageError if there is no such chain.
Fields list_tests(const verify::Options& options, const std::string& each);

/// What one walk says to each of them: one made for this, or an earlier one below `folder` if
/// nothing has changed since; protocol.h says which folders are used. `flags`: those of the
/// options. Throws as verify::verify().
Fields walk_tests(const verify::Options& options, const std::string& each,
                  const std::filesystem::path& folder, const std::vector<std::string>& flags);

}  // namespace pgstair::test_databases
