// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <string>

namespace pgstair {

/// Whether tests of long lists try all of it (PGSTAIR_TEST_EVERYTHING=1, as `make soak` does), and
/// not only what fits into the few minutes of `make test`.
inline bool tests_everything() { return std::getenv("PGSTAIR_TEST_EVERYTHING") != nullptr; }

/// Whether an entry of a long list is tried: one in `of`, the same each time.
inline bool is_tried(const std::string& name, std::size_t of) {
  return tests_everything() || std::hash<std::string>()(name) % of == 0;
}

}  // namespace pgstair
