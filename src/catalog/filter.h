// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/difference.h"

namespace pgstair::catalog {

/// Which objects a comparison is about. Each list that is not empty must match; a pattern is a glob
/// (`invoice*`), or a regular expression between slashes (`/^invoice_\d+$/`, ECMAScript).
struct Filter {
  std::vector<std::string> kinds;    ///< "table", "trigger" …
  std::vector<std::string> schemas;  ///< of the object or of what it hangs on
  std::vector<std::string> names;    ///< "users", "public.users": the object, or what it hangs on
  std::vector<std::string> ignored;  ///< as `names`: what is left out all the same
  bool sequence_values = false;      ///< whether it matters where sequences stand
};

/// Removes what `filter` leaves out. Throws UsageError for a regular expression that is none.
void apply(const Filter& filter, Difference& difference);

}  // namespace pgstair::catalog
