// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "named_tests/named_tests.h"

/// Where a walk leaves its results for the tests that read them, each a process of its own
/// (src/test_result), and for a later walk of the same build.
///
///     FOLDER/run-ID    the results for one run of the test runner, which made up the ID
///     FOLDER/latest    the results of the last walk, and of what they are the results
///     FOLDER/lock      held while one walks (stored_walk.h)
///
/// A file of results is lines, and the tests' texts by their length:
///
///     pgstair-results 1
///     inputs 9b2f0d6a55e1c3aa
///     failed 118 0007_add_email
///     db/0007_add_email.sql:9:1: error: index users_email_idx is still there … (118 bytes)
///     passed 0 0008_orders
///     end
namespace pgstair::named_tests {

/// What a walk found, and of what: see inputs_of(); empty if that cannot be known.
struct Results {
  std::string inputs;
  std::vector<TestResult> tests;
};

std::string render(const Results& results);

/// Throws UsageError naming `file` if the text is none of render()'s.
Results parse_results(const std::string& text, const std::string& file);

/// The results of the last walk in that folder, if there are any of these inputs that can be read.
std::optional<Results> latest_results(const std::filesystem::path& folder,
                                      const std::string& inputs);

/// Writes them as those of the last walk. Throws EnvironmentError if they cannot be written.
void write_latest_results(const std::filesystem::path& folder, const Results& results);

/// Writes them for that run; what other runs left a day ago or longer is removed. Throws
/// EnvironmentError if they cannot be written.
void write_results_of_run(const std::filesystem::path& folder, const std::string& run,
                          const Results& results);

}  // namespace pgstair::named_tests
