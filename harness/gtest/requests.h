// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <string>

#include "message.h"

namespace pgstair::gtest_support {

/// A field of an answer as text; empty if it is NULL or not there.
inline std::string text_at(const Fields& answer, std::size_t field) {
  return field < answer.size() ? answer[field].value_or("") : "";
}

inline std::size_t number_at(const Fields& answer, std::size_t field) {
  return static_cast<std::size_t>(std::strtoull(text_at(answer, field).c_str(), nullptr, 10));
}

}  // namespace pgstair::gtest_support
