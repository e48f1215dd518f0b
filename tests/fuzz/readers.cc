// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"

namespace pgstair::fuzz {

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all{
      {"address", read_address},   {"chain", read_chain},       {"profile", read_profile},
      {"script", read_script},     {"settings", read_settings}, {"snapshot", read_snapshot},
      {"versions", read_versions},
  };
  return all;
}

}  // namespace pgstair::fuzz
