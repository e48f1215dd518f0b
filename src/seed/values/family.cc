// SPDX-License-Identifier: MIT
#include "seed/values/value.h"

namespace pgstair::seed {

std::uint64_t count_unlimited(int) { return unlimited; }

bool wants_edge_case(const Request& request) {
  return !request.distinct && request.style == Style::edge_cases && request.draw->chance(1, 2);
}

const ValueFamily* family_of(std::string_view type_name) {
  for (const auto family : {number_family, text_family, time_family, network_family,
                            geometry_family, document_family, binary_family, system_family}) {
    if (const ValueFamily* found = family(type_name)) return found;
  }
  return nullptr;
}

}  // namespace pgstair::seed
