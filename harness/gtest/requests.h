// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "message.h"
#include "pgstair_test.h"

namespace pgstair::gtest_support {

/// A request that ends with a chain's flags.
inline Fields request_about(Fields request, const std::vector<std::string>& flags) {
  request.insert(request.end(), flags.begin(), flags.end());
  return request;
}

/// A chain's flags for a walk, which rehearses with its rows.
inline std::vector<std::string> walk_flags(const Chain& chain) {
  std::vector<std::string> flags = chain.arguments();
  if (chain.rows() != 0) flags.push_back("--rows=" + std::to_string(chain.rows()));
  return flags;
}

/// A field of an answer as text; empty if it is NULL or not there.
inline std::string text_at(const Fields& answer, std::size_t field) {
  return field < answer.size() ? answer[field].value_or("") : "";
}

inline std::size_t number_at(const Fields& answer, std::size_t field) {
  return static_cast<std::size_t>(std::strtoull(text_at(answer, field).c_str(), nullptr, 10));
}

}  // namespace pgstair::gtest_support
