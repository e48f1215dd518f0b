// SPDX-License-Identifier: MIT
#pragma once

#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "support/text.h"

namespace pgstair {

/// What was printed, with TIME for how long something took and VERSION for the server's. `names`
/// are other names that only this run has, each with what is to stand for it.
inline std::string masked(std::string text,
                          const std::vector<std::pair<std::string, std::string>>& names = {}) {
  static const std::regex time("[0-9.]+ (ms|s)\\b");
  static const std::regex version("Postgres [0-9]+[a-z0-9.]*");
  for (const auto& [name, mask] : names) text = replace_all(text, name, mask);
  text = std::regex_replace(text, time, "TIME");
  return std::regex_replace(text, version, "Postgres VERSION");
}

}  // namespace pgstair
