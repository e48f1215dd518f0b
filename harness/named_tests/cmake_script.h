// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "named_tests/named_tests.h"

namespace pgstair::named_tests {

/// What ctest is told of a chain's tests beside their names.
struct CtestOptions {
  std::string prefix;   ///< of each name: "shop."
  std::string fixture;  ///< that makes the results: "shop.walk"
  std::string reader;   ///< the program that tells one test's result
  std::string results;  ///< the file that it reads
  std::vector<std::string> labels;
};

/// The tests as commands that ctest's own interpreter of CMake reads (`add_test`,
/// `set_tests_properties`), each the reader's call for its result.
std::string cmake_script(const std::vector<NamedTest>& tests, const CtestOptions& options);

}  // namespace pgstair::named_tests
